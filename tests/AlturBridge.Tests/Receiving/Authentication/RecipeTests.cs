using System.Security.Cryptography;
using System.Text;
using AlturBridge.Receiving.Authentication;
using Microsoft.Extensions.Options;
using static AlturBridge.Tests.Receiving.Authentication.Requests;

namespace AlturBridge.Tests.Receiving.Authentication;

public sealed class RecipeTests
{
    private static readonly string[] All =
    [
        "calendly", "close", "github", "highlevel", "hmac-sha1-base64", "hmac-sha1-hex", "hmac-sha256-base64", "hmac-sha256-hex",
        "hmac-sha512-base64", "hmac-sha512-hex",
        "hubspot-v1", "hubspot-v2", "hubspot-v3", "meta", "standard-webhooks", "standard-webhooks-v1a", "typeform",
    ];

    public static TheoryData<string> Names() => [.. SignatureRules.Recipes.Names];

    [Fact]
    public void The_recipes_are_these()
    {
        Assert.Equal(All, SignatureRules.Recipes.Names);
        Assert.Null(SignatureRules.Recipes.Open("hubspot"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recipe_is_complete_and_names_nothing_unknown(string name)
    {
        Assert.Empty(SignatureRules.Problems("Sources__crm__Signature", Recipe.Options(name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recipe_says_every_value_that_its_scheme_needs(string name)
    {
        using var file = new StreamReader(SignatureRules.Recipes.Open(name)!);
        var text = file.ReadToEnd();

        Assert.All(
            ["header", "algorithm", "encoding", "keyEncoding", "content", "format"],
            setting => Assert.Contains($"\"{setting}\":", text, StringComparison.Ordinal));
        Assert.Equal(text.Contains("{timestamp}", StringComparison.Ordinal), text.Contains("\"tolerance\":", StringComparison.Ordinal));
        Assert.Contains("//", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_with_an_unknown_name_in_it_is_not_read()
    {
        Assert.Throws<OptionsValidationException>(() => Recipe.Options("close", ("Tolerence", "00:01:00")));
    }

    [Fact]
    public void Every_value_of_a_recipe_can_be_overridden()
    {
        var options = Recipe.Options(
            "hmac-sha256-hex", ("Header", "X-Acme-Signature"), ("Prefix", "hmac "), ("Encoding", "base64"), ("Algorithm", "hmac-sha512"));
        var signature = Convert.ToBase64String(HMACSHA512.HashData("a secret of Acme"u8, Encoding.UTF8.GetBytes(Lead)));

        Assert.Null(Recipe.Authenticator(options, "a secret of Acme").Refusal(WithHeader("X-Acme-Signature", $"hmac {signature}"), Now));
    }

    /// <summary>The worked example of docs/authentication.md.</summary>
    [Fact]
    public void A_sender_without_a_recipe_is_described_by_settings_alone()
    {
        var options = new SignatureOptions
        {
            Header = "X-Acme-Signature",
            Prefix = "v0=",
            Content = "v0:{timestamp}:{body}",
            TimestampHeader = "X-Acme-Request-Timestamp",
        };
        var signature = Convert.ToHexStringLower(
            HMACSHA256.HashData("acme-signing-secret-0123456789"u8, Encoding.UTF8.GetBytes($"v0:{Now.ToUnixTimeSeconds()}:{Lead}")));
        var request = WithHeader("X-Acme-Signature", $"v0={signature}").With("X-Acme-Request-Timestamp", $"{Now.ToUnixTimeSeconds()}");

        Assert.Null(Recipe.Authenticator(options, "acme-signing-secret-0123456789").Refusal(request, Now));
    }
}
