using AlturBridge.Receiving.Authentication;

namespace AlturBridge.Tests.Receiving.Authentication;

public sealed class VectorTests
{
    /// <summary>The recipes of each scheme.</summary>
    private static readonly Dictionary<string, string[]> Recipes = new()
    {
        ["standard-webhooks-v1"] = ["standard-webhooks"],
        ["standard-webhooks-v1a-ed25519"] = ["standard-webhooks-v1a"],
        ["x-ghl-signature-ed25519"] = ["highlevel"],
        ["hubspot-v1"] = ["hubspot-v1"],
        ["hubspot-v2"] = ["hubspot-v2"],
        ["hubspot-v3"] = ["hubspot-v3"],
        ["close-sig-hash"] = ["close"],
        ["x-hub-signature-256"] = ["github", "meta"],
        ["typeform-signature"] = ["typeform"],
        ["calendly-t-v1"] = ["calendly"],
        ["hmac-sha256-hex"] = ["hmac-sha256-hex"],
        ["hmac-sha256-base64"] = ["hmac-sha256-base64"],
        ["hmac-sha512-hex"] = ["hmac-sha512-hex"],
        ["hmac-sha512-base64"] = ["hmac-sha512-base64"],
        ["hmac-sha1-hex"] = ["hmac-sha1-hex"],
        ["hmac-sha1-base64"] = ["hmac-sha1-base64"],
    };

    private static readonly string[] OtherSchemes = ["http-basic", PublicKeyTests.Rsa];

    public static TheoryData<string, string, string> Valid() => Rows(vector => vector.IsValid);

    public static TheoryData<string, string, string> Invalid() => Rows(vector => !vector.IsValid);

    [Fact]
    public void Every_vector_and_every_recipe_is_tested()
    {
        Assert.All(
            Vector.All, vector => Assert.True(Recipes.ContainsKey(vector.Scheme) || OtherSchemes.Contains(vector.Scheme), vector.Id));
        Assert.Equal(SignatureRules.Recipes.Names, Recipes.Values.SelectMany(names => names).Order(StringComparer.Ordinal));
        Assert.All(Recipes.Keys, scheme => Assert.Contains(Vector.All, vector => vector.Scheme == scheme && vector.IsValid));
        Assert.Equal(35, Vector.All.Count);
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void Signed_requests_are_proven(string id, string recipe, string secret)
    {
        var vector = Vector.Of(id);

        Assert.Null(Recipe.Authenticator(recipe, secret).Refusal(vector.Request(), vector.Now));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Unsigned_requests_are_refused_with_the_actual_mistake(string id, string recipe, string secret)
    {
        var vector = Vector.Of(id);

        Assert.StartsWith(
            id switch
            {
                "standard-webhooks-v1-wrong-signature" => "The header webhook-signature holds no base64 signature of 32 bytes: ",
                "standard-webhooks-v1-partial-signature" => "The header webhook-signature holds no base64 signature of 32 bytes: ",
                "standard-webhooks-missing-webhook-id" => "The header webhook-id is missing: ",
                "standard-webhooks-missing-webhook-signature" => "The header webhook-signature is missing: ",
                "hubspot-v3-computed-stale" => "The header X-HubSpot-Request-Timestamp is more than 00:05:00 in the past: ",
                "hubspot-v3-computed-wrong-url" => "No secret of this source matches this signature: ",
                "gohighlevel-signature-NA" => "The header X-GHL-Signature holds no base64 signature of 64 bytes: ",
                "meta-reserialised-body" => "No secret of this source matches this signature: ",
                _ => "an unknown vector",
            },
            Recipe.Authenticator(recipe, secret).Refusal(vector.Request(), vector.Now),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void Another_secret_proves_nothing(string id, string recipe, string secret)
    {
        var vector = Vector.Of(id);
        var changed = secret[..^1] + (secret[^1] == '0' ? '1' : '0');

        // Base64 with its last digit changed before '=' would no longer be base64.
        var another = recipe is "standard-webhooks-v1a" or "highlevel" ? PublicKeyTests.HighLevel
            : secret.EndsWith('=') ? $"whsec_{Convert.ToBase64String(new byte[32])}"
            : changed;

        Assert.NotNull(Recipe.Authenticator(recipe, another).Refusal(vector.Request(), vector.Now));
    }

    private static TheoryData<string, string, string> Rows(Func<Vector, bool> isWanted)
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var vector in Vector.All.Where(isWanted).Where(vector => Recipes.ContainsKey(vector.Scheme)))
        {
            foreach (var recipe in Recipes[vector.Scheme])
            {
                foreach (var secret in vector.Secrets)
                {
                    rows.Add(vector.Id, recipe, secret);
                }
            }
        }

        return rows;
    }
}
