using System.Security.Cryptography;
using System.Text;
using AlturBridge.Receiving.Authentication;
using static AlturBridge.Tests.Receiving.Authentication.Requests;

namespace AlturBridge.Tests.Receiving.Authentication;

public sealed class SignatureSettingsTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string NoHeader = "Header must be the name of the header that carries the signature: set it, or "
        + "Sources__crm__Signature__Recipe.";

    [Theory]
    [InlineData("Header", "", NoHeader)]
    [InlineData("Header", "X Signature", NoHeader)]
    [InlineData("Tolerance", "00:00:00", "Tolerance must be from 00:00:01 to 1.00:00:00, such as 00:05:00.")]
    [InlineData("Tolerance", "1.00:00:01", "Tolerance must be from 00:00:01 to 1.00:00:00, such as 00:05:00.")]
    [InlineData("Prefix", "", "Prefix must say which signatures in the list count, with its comma, such as 'v1,'.")]
    [InlineData("Prefix", ",", "Prefix must say which signatures in the list count, with its comma, such as 'v1,'.")]
    [InlineData("Prefix", "sha256=", "Prefix must say which signatures in the list count, with its comma, such as 'v1,'.")]
    [InlineData("Content", "{id}.{timestamp}", "Content must contain {body}: a signature over anything else says nothing about the lead.")]
    [InlineData(
        "Content",
        "{id}.{timestamp}.{Body}",
        "Content may hold text and {method}, {url}, {body}, {timestamp}, {id}; braces have no other use.")]
    [InlineData(
        "Content",
        "{id}.{timestamp}.{body",
        "Content may hold text and {method}, {url}, {body}, {timestamp}, {id}; braces have no other use.")]
    [InlineData(
        "Content",
        "{id}.{timestamp}.{body}}",
        "Content may hold text and {method}, {url}, {body}, {timestamp}, {id}; braces have no other use.")]
    [InlineData(
        "Content",
        "{secret}{id}.{timestamp}.{body}",
        "Content may hold text and {method}, {url}, {body}, {timestamp}, {id}; braces have no other use.")]
    [InlineData(
        "Content",
        "{id}.{body}",
        "TimestampHeader is set, but Sources__crm__Signature__Content does not contain {timestamp}: an unsigned value can be "
            + "changed by anybody.")]
    [InlineData("IdHeader", "", "IdHeader must be the name of the header that carries {id}.")]
    [InlineData("TimestampHeader", "", "TimestampHeader must be the name of the header that carries {timestamp}.")]
    [InlineData("TimestampHeader", "a b", "TimestampHeader must be the name of the header that carries {timestamp}.")]
    public void A_mistake_is_named_with_what_to_write_instead(string name, string value, string problem)
    {
        Assert.Equal([$"Sources__crm__Signature__{problem}"], Problems(Recipe.Options("standard-webhooks", (name, value)), Secret));
    }

    [Fact]
    public void An_unknown_recipe_is_named_with_those_there_are()
    {
        var problem = Assert.Single(Problems(new SignatureOptions { Recipe = "hubspot", Header = "X" }, Secret));

        Assert.StartsWith(
            "Sources__crm__Signature__Recipe is 'hubspot', which does not exist: use calendly, close, github, ",
            problem,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hmac-sha256-hex", "qz4mT8vK2xWbN6rJ9dLpC3hF")]
    [InlineData("close", "058bfb6a3d8cfdc4058bfb6a3d8cfdc5")]
    public void A_text_of_24_characters_and_a_key_of_16_bytes_are_long_enough(string recipe, string secret)
    {
        Assert.Empty(Problems(Recipe.Options(recipe), secret));
    }

    [Theory]
    [InlineData(
        "hmac-sha256-hex", "qz4mT8vK2xWbN6rJ9dLpC3h", "is too short: use at least 24 characters, ideally from openssl rand -hex 32.")]
    [InlineData("github", "github-webhook-secret-test", "is easy to guess: use a random secret, such as from openssl rand -hex 32.")]
    [InlineData("close", "058bfb6a3d8cfdc4058bfb6a3d8cfd", "is too short: use a key of at least 16 bytes, preferably 32 random ones.")]
    [InlineData("close", "not hexadecimal!", "must be an even number of hex digits: copy the sender's signing secret exactly.")]
    [InlineData("close", "058bfb6a3d8cfdc4d", "must be an even number of hex digits: copy the sender's signing secret exactly.")]
    [InlineData(
        "standard-webhooks",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS",
        "must be base64 of 24 to 64 bytes, with or without whsec_ before it: copy the sender's signing secret exactly.")]
    [InlineData(
        "standard-webhooks",
        "whsec_MfKQ9r8GKYqrTwjUPD8I",
        "must be base64 of 24 to 64 bytes, with or without whsec_ before it: copy the sender's signing secret exactly.")]
    public void A_secret_that_is_not_a_key_is_named_and_not_repeated(string recipe, string secret, string problem)
    {
        Assert.Equal([$"Sources__crm__Secrets__0 {problem}"], Problems(Recipe.Options(recipe), secret));
    }

    [Theory]
    [InlineData("TimestampHeader", "X-Time", "TimestampHeader is not for the format pairs, where the timestamp is t: leave it empty.")]
    [InlineData("Prefix", "", "Prefix must say which of the pairs are signatures, with its equals sign, such as 'v1='.")]
    [InlineData("Prefix", "t=", "Prefix must say which of the pairs are signatures, with its equals sign, such as 'v1='.")]
    [InlineData("Prefix", "v1,", "Prefix must say which of the pairs are signatures, with its equals sign, such as 'v1='.")]
    public void A_mistake_about_pairs_is_named(string name, string value, string problem)
    {
        Assert.Equal(
            [$"Sources__crm__Signature__{problem}"], Problems(Recipe.Options("calendly", (name, value)), "qz4mT8vK2xWbN6rJ9dLpC3hF"));
    }

    /// <summary>Anybody can make a plain hash of the content alone.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("not the secret of the app")]
    public void A_plain_hash_counts_only_with_the_secret_before_it(string before)
    {
        const string Secret = "qz4mT8vK2xWbN6rJ9dLpC3hF";
        var source = Recipe.Authenticator("hubspot-v1", Secret);

        Assert.Null(source.Refusal(WithHeader("X-HubSpot-Signature", Hash(Secret)), Now));
        Assert.NotNull(source.Refusal(WithHeader("X-HubSpot-Signature", Hash(before)), Now));

        static string Hash(string before) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{before}{Lead}")));
    }

    /// <summary>
    /// Whoever knows the hash of a content can compute that of the content, its padding and any text after it: in a form of several
    /// parts, that text is another lead, and what comes before it is ignored.
    /// </summary>
    [Fact]
    public void A_plain_hash_does_not_count_for_a_content_that_somebody_continued()
    {
        const string Secret = "qz4mT8vK2xWbN6rJ9dLpC3hF";
        byte[] content = [.. Encoding.UTF8.GetBytes(Lead), 0x80, 0, 0, 0, 0, 0, 0x01, 0xD0, .. "\r\n--x\r\n"u8];
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(Secret), .. content]));

        Assert.NotNull(Recipe.Authenticator("hubspot-v1", Secret).Refusal(
            WithHeader("X-HubSpot-Signature", hash) with { Body = content }, Now));
    }

    [Fact]
    public void A_key_in_base64_is_checked()
    {
        var options = Recipe.Options("hmac-sha256-base64", ("KeyEncoding", "base64"));

        Assert.Empty(Problems(options, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        Assert.Equal(
            ["Sources__crm__Secrets__0 must be base64: copy the sender's signing secret exactly."],
            Problems(options, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS"));
    }

    [Fact]
    public void A_signature_that_nothing_describes_is_refused()
    {
        Assert.Equal(
            [$"Sources__crm__Signature__{NoHeader}"],
            Problems(new SignatureOptions(), Secret));
    }

    private static IEnumerable<string> Problems(SignatureOptions options, string secret) =>
        AuthenticationRules.Problems("Sources__crm", AuthenticationMethod.Signature, secretName: null, [secret], options);
}
