using AlturBridge.Receiving.Authentication;
using static AlturBridge.Tests.Receiving.Authentication.Requests;

namespace AlturBridge.Tests.Receiving.Authentication;

public sealed class SharedSecretTests
{
    private const string Old = "an old secret of this source";
    private const string New = "schlüssel 🔑";

    private static readonly SecretAuthenticator Header = Of(AuthenticationMethod.HeaderSecret, "X-Api-Key");
    private static readonly SecretAuthenticator Query = Of(AuthenticationMethod.QuerySecret, "token");

    [Theory]
    [InlineData(Old)]
    [InlineData(New)]
    public void Each_of_two_secrets_opens_while_rotating(string secret)
    {
        Assert.Null(Header.Refusal(WithHeader("x-api-key", secret), Now));
        Assert.Null(Query.Refusal(WithQuery("token", secret), Now));
    }

    [Theory]
    [InlineData("An old secret of this source")]
    [InlineData("an old secret of this sourc")]
    [InlineData("an old secret of this source ")]
    [InlineData("an old secret of this source,an old secret of this source")]
    [InlineData("x")]
    public void Another_secret_is_refused_and_not_repeated(string secret)
    {
        Assert.Equal(
            "The secret in the header X-Api-Key is wrong: give the sender the secret from Sources__crm__Secrets__0.",
            Header.Refusal(WithHeader("X-Api-Key", secret), Now));
        Assert.Equal(
            "The secret in the query parameter token is wrong: put the secret from Sources__crm__Secrets__0 in the sender's address.",
            Query.Refusal(WithQuery("token", secret), Now));
    }

    [Fact]
    public void A_secret_that_is_missing_or_given_twice_is_refused()
    {
        Assert.Equal("The header X-Api-Key is missing: have the sender add it.", Header.Refusal(WithQuery("X-Api-Key", Old), Now));
        Assert.Equal("The query parameter token is missing: have the sender add it.", Query.Refusal(WithHeader("token", Old), Now));
        Assert.Equal("The header X-Api-Key is missing: have the sender add it.", Header.Refusal(WithHeader("X-Api-Key", ""), Now));
        Assert.Equal(
            "The header X-Api-Key was sent more than once: send it once.", Header.Refusal(WithHeader("X-Api-Key", Old, Old), Now));
        Assert.Equal(
            "The query parameter token was sent more than once: send it once.", Query.Refusal(WithQuery("token", "x", Old), Now));
    }

    [Fact]
    public void A_secret_of_absurd_length_is_refused_before_it_is_compared()
    {
        Assert.StartsWith(
            "The header X-Api-Key is longer than 4096 characters: ",
            Header.Refusal(WithHeader("X-Api-Key", new string('x', 100_000)), Now),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_function_key_is_left_to_the_host()
    {
        Assert.Null(
            Authenticator.Create("Sources__crm", AuthenticationMethod.FunctionKey, null, [], new SignatureOptions()).Refusal(
                WithHeader("Host", "x"), Now));
    }

    private static SecretAuthenticator Of(AuthenticationMethod method, string name) =>
        new SecretAuthenticator("Sources__crm", method, name, [Old, New]);
}
