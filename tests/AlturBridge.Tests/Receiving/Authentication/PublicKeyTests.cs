using AlturBridge.Receiving.Authentication;

namespace AlturBridge.Tests.Receiving.Authentication;

/// <summary>Anybody may know a public key: it checks Ed25519 signatures, and never serves as a shared secret.</summary>
public sealed class PublicKeyTests
{
    /// <summary>Published by HighLevel (marketplace.gohighlevel.com, webhook integration guide).</summary>
    public const string HighLevel = "MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=";

    /// <summary>HighLevel's older signature, which it is withdrawing.</summary>
    public const string Rsa = "x-wh-signature-rsa-sha256";

    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly string[] KeyNames = ["public_key", "public_key_spki_base64", "public_key_pem", "vendor_public_key_spki_base64"];

    [Theory]
    [InlineData("standard-webhooks")]
    [InlineData("github")]
    [InlineData("hubspot-v2")]
    public void A_public_key_is_not_a_shared_secret(string recipe)
    {
        string[] keys = [.. Vector.All.SelectMany(vector => KeyNames.Select(vector.Text)).OfType<string>().Select(key => key.Trim())];

        Assert.Equal(5, keys.Length);
        Assert.All(keys, key => Assert.Equal(
            ["Sources__crm__Secrets__0 is a public key, which anybody may know: set the shared secret, or use the recipe for "
                + "signatures with a key pair (ed25519)."],
            Problems(Recipe.Options(recipe), key)));
    }

    [Theory]
    [InlineData("standard-webhooks-v1a", Secret)]
    [InlineData("highlevel", Secret)]
    [InlineData("highlevel", "whpk_ZlN4eg7dSSqi0moX9hQUk3orrOouK3QVQSlJa248c/")]
    [InlineData("highlevel", "MCowBQYDK2VuAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=")]
    [InlineData("highlevel", "whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=")]
    public void A_source_with_a_key_pair_takes_nothing_but_its_public_key(string recipe, string secret)
    {
        Assert.Equal(
            ["Sources__crm__Secrets__0 must be an Ed25519 public key: whpk_ and base64, or base64 in SPKI form: copy the sender's "
                + "signing secret exactly."],
            Problems(Recipe.Options(recipe), secret));
        Assert.Empty(Problems(Recipe.Options(recipe), HighLevel));
    }

    [Theory]
    [InlineData("standard-webhooks", "Algorithm", "ed25519", Secret)]
    [InlineData("highlevel", "Algorithm", "hmac-sha256", HighLevel)]
    public void The_algorithm_and_the_kind_of_its_key_go_together(string recipe, string name, string value, string secret)
    {
        Assert.Equal(
            ["Sources__crm__Signature__KeyEncoding must be public-key with the algorithm ed25519, and only with it."],
            Problems(Recipe.Options(recipe, (name, value)), secret));
    }

    [Fact]
    public void A_signature_of_a_key_pair_is_refused_by_a_source_with_a_shared_secret()
    {
        var vector = Vector.Of("standard-webhooks-v1a-published");

        Assert.Equal(
            "The header webhook-signature holds no signature after 'v1,': have the sender send one, or correct "
                + "Sources__crm__Signature__Prefix.",
            Recipe.Authenticator("standard-webhooks", Secret).Refusal(vector.Request(), vector.Now));
    }

    private static IEnumerable<string> Problems(SignatureOptions options, string secret) =>
        AuthenticationRules.Problems(Recipe.Setting, AuthenticationMethod.Signature, secretName: null, [secret], options);
}
