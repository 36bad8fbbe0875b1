namespace AlturBridge.Tests.Configuration;

public sealed class KeyVaultReferenceTests
{
    [Theory]
    [InlineData("Altur__ApiKey", "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/Altur--ApiKey)")]
    [InlineData("Altur__Timeout", "@Microsoft.KeyVault(VaultName=vault;SecretName=timeout)")]
    [InlineData("Webhook__Url", " @microsoft.keyvault(VaultName=vault;SecretName=url)")]
    [InlineData("Webhook__Secrets__0", "@Microsoft.KeyVault(VaultName=vault;SecretName=secret)")]
    [InlineData("Webhook__Headers__Authorization", "@Microsoft.KeyVault(VaultName=vault;SecretName=token)")]
    public void A_reference_that_was_not_resolved_stops_startup_by_its_name(string name, string value)
    {
        Assert.Equal([Unresolved(name)], BridgeSettings.Problems((name, value)));
    }

    [Fact]
    public void All_of_them_are_named_at_once()
    {
        const string Reference = "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/any)";

        Assert.Equal(
            [Unresolved("Altur__ApiKey"), Unresolved("Webhook__Secrets__0"), Unresolved("Webhook__Secrets__1")],
            BridgeSettings.Problems(("Altur__ApiKey", Reference), ("Webhook__Secrets__1", Reference), ("Webhook__Secrets__0", Reference))
                .Order(StringComparer.Ordinal));
    }

    private static string Unresolved(string name) =>
        $"{name} is a Key Vault reference that did not resolve: the secret must exist, and the app's identity needs the role Key "
            + "Vault Secrets User.";
}
