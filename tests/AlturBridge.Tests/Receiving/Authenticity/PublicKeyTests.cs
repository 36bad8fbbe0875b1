using AlturBridge.Receiving.Authenticity;

namespace AlturBridge.Tests.Receiving.Authenticity;

/// <summary>Signatures with a key pair stop the start: a source that could never be checked must not look as if it were.</summary>
public sealed class PublicKeyTests
{
    public static readonly string[] Schemes = ["standard-webhooks-v1a-ed25519", "x-ghl-signature-ed25519", "x-wh-signature-rsa-sha256"];

    private static readonly string[] KeyNames = ["private_seed", "public_key", "public_key_spki_base64", "public_key_pem", "vendor_public_key_spki_base64"];

    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static TheoryData<string> Vectors() => [.. Vector.All.Where(vector => Schemes.Contains(vector.Scheme)).Select(vector => vector.Id)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_keys_of_the_vectors_are_refused_at_start(string id)
    {
        var vector = Vector.Of(id);
        string[] keys = [.. KeyNames.Select(vector.Text).OfType<string>()];

        Assert.NotEmpty(keys);
        Assert.All(keys, key =>
        {
            var problem = Assert.Single(Problems(Recipe.Options("standard-webhooks"), key));
            Assert.StartsWith("Sources__crm__Secrets__0 is ", problem, StringComparison.Ordinal);
            Assert.DoesNotContain(key, problem, StringComparison.Ordinal);
            Assert.Contains(vector.Text("public_key_pem") is null ? "Ed25519 signature, which .NET 10 cannot check" : "shared secrets only", problem, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("Algorithm", "ed25519", "Sources__crm__Signature__Algorithm is ed25519 of an Ed25519 signature, which .NET 10 cannot check: ask the sender for a shared whsec_ secret (v1)")]
    [InlineData("Algorithm", "rsa-sha256", "Sources__crm__Signature__Algorithm is rsa-sha256: the bridge checks shared secrets only")]
    [InlineData("Version", "v1a", "Sources__crm__Signature__Version is v1a of an Ed25519 signature, which .NET 10 cannot check: ask the sender")]
    [InlineData("Header", "x-ghl-signature", "Sources__crm__Signature__Header is x-ghl-signature: HighLevel signs it with Ed25519, which .NET 10 cannot check. Instead send leads with HighLevel's workflow")]
    [InlineData("Header", "X-WH-Signature", "Sources__crm__Signature__Header is X-WH-Signature: HighLevel signs it with RSA")]
    public void Their_settings_are_refused_at_start_with_what_to_use_instead(string name, string value, string problem)
    {
        var problems = Problems(Recipe.Options("standard-webhooks", (name, value)), Secret);

        Assert.StartsWith(problem, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void An_Ed25519_signature_is_refused_by_a_source_with_a_shared_secret()
    {
        var vector = Vector.Of("standard-webhooks-v1a-published");

        var refused = Assert.IsType<Verdict.Refused>(Recipe.Authenticator("standard-webhooks", Secret).Verify(vector.Request(), vector.Now));

        Assert.Equal("The header webhook-signature holds no v1 signature: let the sender sign with v1, a shared secret.", refused.Why);
    }

    private static IEnumerable<string> Problems(SignatureOptions options, string secret) => Authenticator.Problems(Recipe.Setting, "signature", secretName: null, [secret], options);
}
