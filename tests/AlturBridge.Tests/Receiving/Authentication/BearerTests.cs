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
        Assert.Equal(new Verdict.Proven(), Bearer.Verify(WithHeader("Authorization", $"{scheme} {Token}"), Now));
    }

    [Fact]
    public void A_token_comes_in_the_query()
    {
        Assert.Equal(new Verdict.Proven(), Bearer.Verify(WithQuery("access_token", Token), Now));
    }

    [Fact]
    public void Two_tokens_are_refused_though_both_are_right()
    {
        var request = WithQuery("access_token", Token).With("Authorization", $"Bearer {Token}");

        Assert.Equal(
            "A token came in the header Authorization and in the query parameter access_token: send only one of them.",
            Bearer.Verify(request, Now).Why());
        Assert.Equal(
            "The query parameter access_token was sent more than once: send it once.",
            Bearer.Verify(WithQuery("access_token", Token, Token), Now).Why());
        Assert.Equal(
            "The header Authorization was sent more than once: send it once.",
            Bearer.Verify(WithHeader("Authorization", $"Bearer {Token}", "x"), Now).Why());
    }

    [Fact]
    public void No_token_and_another_one_are_refused()
    {
        Assert.Equal("The header Authorization is missing: have the sender add it.", Bearer.Verify(WithQuery("token", Token), Now).Why());
        Assert.Equal(
            "The query parameter access_token is missing: have the sender add it.",
            Bearer.Verify(WithQuery("access_token", ""), Now).Why());
        Assert.Equal(
            "The bearer token is wrong: give the sender the token of Sources__crm__Secrets.",
            Bearer.Verify(WithQuery("access_token", Token + "x"), Now).Why());
        Assert.StartsWith(
            "The header Authorization does not begin with 'Bearer ': ",
            Bearer.Verify(WithHeader("Authorization", Token), Now).Why(),
            StringComparison.Ordinal);
    }
}
