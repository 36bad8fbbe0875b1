using AlturBridge.Receiving.Authentication;
using static AlturBridge.Tests.Receiving.Authentication.Requests;

namespace AlturBridge.Tests.Receiving.Authentication;

public sealed class BearerTests
{
    private const string Token = "mF_9.B5f-4.1JqM";

    private static readonly SecretAuthenticator Bearer = new SecretAuthenticator(
        "Sources__crm", AuthenticationMethod.Bearer, null, ["another token", Token]);

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    public void A_token_comes_in_the_header(string scheme)
    {
        Assert.Null(Bearer.Refusal(WithHeader("Authorization", $"{scheme} {Token}"), Now));
    }

    [Fact]
    public void A_token_comes_in_the_query()
    {
        Assert.Null(Bearer.Refusal(WithQuery("access_token", Token), Now));
    }

    [Fact]
    public void Two_tokens_are_refused_though_both_are_right()
    {
        var request = WithQuery("access_token", Token).With("Authorization", $"Bearer {Token}");

        Assert.Equal(
            "A token came in the header Authorization and in the query parameter access_token: send only one of them.",
            Bearer.Refusal(request, Now));
        Assert.Equal(
            "The query parameter access_token was sent more than once: send it once.",
            Bearer.Refusal(WithQuery("access_token", Token, Token), Now));
        Assert.Equal(
            "The header Authorization was sent more than once: send it once.",
            Bearer.Refusal(WithHeader("Authorization", $"Bearer {Token}", "x"), Now));
    }

    [Fact]
    public void No_token_and_another_one_are_refused()
    {
        Assert.Equal("The header Authorization is missing: have the sender add it.", Bearer.Refusal(WithQuery("token", Token), Now));
        Assert.Equal(
            "The query parameter access_token is missing: have the sender add it.",
            Bearer.Refusal(WithQuery("access_token", ""), Now));
        Assert.Equal(
            "The bearer token is wrong: give the sender the token from Sources__crm__Secrets__0.",
            Bearer.Refusal(WithQuery("access_token", Token + "x"), Now));
        Assert.StartsWith(
            "The header Authorization does not begin with 'Bearer ': ",
            Bearer.Refusal(WithHeader("Authorization", Token), Now),
            StringComparison.Ordinal);
    }
}
