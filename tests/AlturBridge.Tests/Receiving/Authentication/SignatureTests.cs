using System.Security.Cryptography;
using System.Text;
using AlturBridge.Receiving.Authentication;
using static AlturBridge.Tests.Receiving.Authentication.Requests;

namespace AlturBridge.Tests.Receiving.Authentication;

public sealed class SignatureTests
{
    private const string Mismatch = "No secret of this source matches this signature: check that Sources__crm__Secrets has the sender's "
        + "secret, and that nothing on the way changes the body";

    private static readonly Vector StandardWebhooks = Vector.Of("standard-webhooks-v1-published");
    private static readonly Vector HubSpot = Vector.Of("hubspot-v3-python-sdk");

    [Theory]
    [InlineData("the sender's secret", "the next one")]
    [InlineData("the one before", "the sender's secret")]
    public void Each_of_two_secrets_opens_while_rotating(string one, string two)
    {
        var request = WithHeader("X-Hub-Signature-256", $"sha256={Hmac("the sender's secret", Lead)}");

        Assert.Null(Recipe.Authenticator("github", one, two).Refusal(request, Now));
    }

    [Fact]
    public void A_signature_of_a_secret_that_was_taken_out_is_refused()
    {
        var request = WithHeader("X-Hub-Signature-256", $"sha256={Hmac("the one before", Lead)}");

        Assert.Equal(Mismatch + ".", Recipe.Authenticator("github", "the sender's secret", "the next one").Refusal(request, Now));
    }

    [Theory]
    [InlineData("standard-webhooks", "webhook-signature")]
    [InlineData("standard-webhooks", "webhook-id")]
    [InlineData("standard-webhooks", "webhook-timestamp")]
    public void A_header_given_twice_is_refused_though_both_are_right(string recipe, string header)
    {
        var request = StandardWebhooks.Request();
        var value = request.Headers[header].ToString();

        Assert.Equal(
            $"The header {header} was sent more than once: send it once.",
            Refusal(StandardWebhooks, recipe, request.With(header, value, value)));
    }

    [Fact]
    public void A_wrong_signature_of_the_right_form_is_refused()
    {
        var wrong = Convert.ToBase64String(new byte[32]);

        Assert.Equal(
            Mismatch + ".",
            Refusal(StandardWebhooks, "standard-webhooks", StandardWebhooks.Request().With("webhook-signature", $"v1,{wrong}")));
        Assert.Equal(
            Mismatch + ", and that Sources__crm__PublicUrl is the address the sender calls.",
            Refusal(HubSpot, "hubspot-v3", HubSpot.Request().With("X-HubSpot-Signature-v3", wrong)));
    }

    [Theory]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", null)]
    [InlineData("sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17", null)]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", "holds no signature after 'sha256='")]
    [InlineData("SHA256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", "holds no signature after 'sha256='")]
    [InlineData("sha1=757107ea0eb2509fc211221cce984b8a37570b6d", "holds no signature after 'sha256='")]
    [InlineData("sha256=dXEH6g6yUJ/CESIczphLijdXC211hsIsRvQ3nIsEPhc=", "holds no hex signature of 32 bytes")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1", "holds no hex signature of 32 bytes")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1700", "holds no hex signature of 32 bytes")]
    [InlineData("sha256= 757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", "holds no hex signature of 32 bytes")]
    [InlineData("sha256=", "holds no hex signature of 32 bytes")]
    public void A_signature_in_hex_is_read_strictly(string signature, string? why)
    {
        var vector = Vector.Of("x-hub-signature-256-published-github");
        var refusal = Refusal(vector, "github", vector.Request().With("X-Hub-Signature-256", signature));

        if (why is null)
        {
            Assert.Null(refusal);
        }
        else
        {
            Assert.StartsWith($"The header X-Hub-Signature-256 {why}: ", refusal, StringComparison.Ordinal);
        }
    }

    /// <summary>Each of them would be the right bytes to a lenient reader.</summary>
    [Theory]
    [InlineData("HPW73RUtKmcYoEDADG0s6MmGFWUzWJKAW07r8RDgcQx=")]
    [InlineData("HPW73RUtKmcYoEDADG0s6MmGFWUzWJKAW07r8RDgcQw")]
    [InlineData("HPW73RUtKmcYoEDADG0s6MmGFWUz WJKAW07r8RDgcQw=")]
    [InlineData("1cf5bbdd152d2a6718a040c00c6d2ce8c986156533589280")]
    public void A_signature_in_base64_is_read_strictly(string signature)
    {
        Assert.StartsWith(
            "The header X-HubSpot-Signature-v3 holds no base64 signature of 32 bytes: ",
            Refusal(HubSpot, "hubspot-v3", HubSpot.Request().With("X-HubSpot-Signature-v3", signature)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_scheme_of_the_source_counts_whatever_else_a_request_brings()
    {
        var v2 = Vector.Of("hubspot-v2-post-published");
        var v3 = Recipe.Authenticator("hubspot-v3", v2.Secrets[0]);

        Assert.Equal("The header X-HubSpot-Signature-v3 is missing: have the sender add it.", v3.Refusal(v2.Request(), v2.Now));
        Assert.StartsWith(
            Mismatch, Recipe.Authenticator("hubspot-v1", v2.Secrets[0]).Refusal(v2.Request(), v2.Now), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_what_its_encoding_says_and_not_its_text()
    {
        var vector = Vector.Of("close-hmac-computed");

        Assert.Equal(
            Mismatch + ".",
            Recipe.Authenticator(Recipe.Options("close", ("KeyEncoding", "utf8")), vector.Secrets[0])
                .Refusal(vector.Request(), vector.Now));
        Assert.Null(Recipe.Authenticator("close", vector.Secrets[0].ToUpperInvariant()).Refusal(vector.Request(), vector.Now));
    }

    private static string? Refusal(Vector vector, string recipe, IncomingRequest request) =>
        Recipe.Authenticator(recipe, vector.Secrets[0]).Refusal(request, vector.Now);

    private static string Hmac(string key, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(body)));
}
