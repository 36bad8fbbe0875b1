using AlturBridge.Receiving.Authentication;

namespace AlturBridge.Tests.Receiving.Authentication;

public sealed class AuthenticationSettingsTests
{
    private const string Good = "qz4mT8vK2xWbN6rJ9dLpC3hF";
    private const string Unnamed = "must be the name of the header or query parameter that carries the secret, such as X-Api-Key.";

    [Theory]
    [InlineData(AuthenticationMethod.FunctionKey, null)]
    [InlineData(AuthenticationMethod.Bearer, null, Good)]
    [InlineData(AuthenticationMethod.Bearer, null, Good, "Zx7pQ2mL9vR4tK8wN3bH6jYd")]
    [InlineData(AuthenticationMethod.Basic, null, "user:qz4mT8vK2xWbN6rJ9dLpC3hF")]
    [InlineData(AuthenticationMethod.HeaderSecret, "X-Api-Key", Good)]
    [InlineData(AuthenticationMethod.QuerySecret, "token", Good)]
    public void Settings_without_a_mistake_are_accepted(AuthenticationMethod method, string? name, params string[] secrets)
    {
        Assert.Empty(Problems(method, name, secrets));
    }

    [Theory]
    [InlineData(AuthenticationMethod.Basic)]
    [InlineData(AuthenticationMethod.Bearer)]
    [InlineData(AuthenticationMethod.HeaderSecret)]
    [InlineData(AuthenticationMethod.QuerySecret)]
    [InlineData(AuthenticationMethod.Signature)]
    public void Without_a_secret_nobody_is_let_in(AuthenticationMethod method)
    {
        Assert.Equal(
            ["Sources__crm__Secrets__0 is missing: without a secret no sender can prove that it is this source, so set the sender's "
                + "secret."],
            Problems(method, "token"));
        Assert.Throws<ArgumentException>(() => Authenticator.Create("Sources__crm", method, "token", [], Recipe.Options("github")));
    }

    [Theory]
    [InlineData("", "Sources__crm__Secrets__1 is empty: set a secret, or remove the setting.")]
    [InlineData("  ", "Sources__crm__Secrets__1 is empty: set a secret, or remove the setting.")]
    [InlineData(
        "qz4mT8vK2xWbN6rJ9dLpC3h", "Sources__crm__Secrets__1 is too short: use at least 24 characters, ideally from openssl rand -hex 32.")]
    [InlineData(
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "Sources__crm__Secrets__1 is easy to guess: use a random secret, such as from openssl rand -hex 32.")]
    [InlineData(
        "123456789012345678901234567890",
        "Sources__crm__Secrets__1 is easy to guess: use a random secret, such as from openssl rand -hex 32.")]
    [InlineData(
        "my-super-secret-webhook-key-2026",
        "Sources__crm__Secrets__1 is easy to guess: use a random secret, such as from openssl rand -hex 32.")]
    [InlineData(
        "ChangeMe_ChangeMe_ChangeMe!",
        "Sources__crm__Secrets__1 is easy to guess: use a random secret, such as from openssl rand -hex 32.")]
    [InlineData(
        "abcdefghij-abcdefghij-abcdefghij",
        "Sources__crm__Secrets__1 is easy to guess: use a random secret, such as from openssl rand -hex 32.")]
    [InlineData("<a random secret>", "Sources__crm__Secrets__1 still has the documentation's <…> in it: replace it with the secret.")]
    [InlineData("a secret and a line break\n", "Sources__crm__Secrets__1 begins or ends with white space: remove it.")]
    public void A_secret_that_is_none_is_named_by_its_number(string secret, string problem)
    {
        Assert.Equal([problem], Problems(AuthenticationMethod.Bearer, null, Good, secret));
    }

    [Theory]
    [InlineData("password", "Sources__crm__Secrets__0 must be user:password.")]
    [InlineData("altur:<password>", "Sources__crm__Secrets__0 still has the documentation's <…> in it: replace it with the secret.")]
    [InlineData("user:", "Sources__crm__Secrets__0 is too short: use at least 24 characters, ideally from openssl rand -hex 32.")]
    [InlineData(
        "a-long-user-name:1234567",
        "Sources__crm__Secrets__0 is too short: use at least 24 characters, ideally from openssl rand -hex 32.")]
    public void Basic_needs_a_user_and_a_password(string secret, string problem)
    {
        Assert.Equal([problem], Problems(AuthenticationMethod.Basic, null, secret));
    }

    [Theory]
    [InlineData(AuthenticationMethod.HeaderSecret, null, Unnamed)]
    [InlineData(AuthenticationMethod.HeaderSecret, "X Api Key", Unnamed)]
    [InlineData(
        AuthenticationMethod.HeaderSecret,
        "X-Functions-Key",
        "is X-Functions-Key, which carries the function key: choose another, such as X-Api-Key.")]
    [InlineData(AuthenticationMethod.QuerySecret, " ", Unnamed)]
    [InlineData(
        AuthenticationMethod.QuerySecret, "code", "is code, which carries the function key: choose another, such as X-Api-Key.")]
    public void A_secret_needs_its_own_name(AuthenticationMethod method, string? name, string problem)
    {
        Assert.Equal([$"Sources__crm__SecretName {problem}"], Problems(method, name, Good));
    }

    [Fact]
    public void A_secret_that_the_function_key_would_leave_unused_is_a_mistake()
    {
        var problem = Assert.Single(Problems(AuthenticationMethod.FunctionKey, null, Good));

        Assert.StartsWith(
            "Sources__crm__Secrets__0 is set, but Sources__crm__Authentication is function-key, which does not use it: ",
            problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_is_told_at_once()
    {
        Assert.Equal(3, Problems(AuthenticationMethod.HeaderSecret, "", "short", "").Count());
    }

    private static IEnumerable<string> Problems(AuthenticationMethod method, string? name, params string[] secrets) =>
        AuthenticationRules.Problems("Sources__crm", method, name, secrets, Recipe.Options("github"));
}
