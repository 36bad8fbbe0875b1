using System.Security.Cryptography;
using System.Text;
using AlturBridge.Receiving.Authentication;
using FsCheck;
using FsCheck.Xunit;
using Microsoft.AspNetCore.WebUtilities;
using static AlturBridge.Tests.Receiving.Authentication.Requests;

namespace AlturBridge.Tests.Receiving.Authentication;

public sealed class HubSpotAddressTests
{
    private const string Called = "https://bridge.example.com/api/leads/hubspot?code=a%2Fb%3d&next=https%3A%2F%2Fexample.com%3Fx%26y";

    [Theory]
    [InlineData("https://a.example/b%3A?c=%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B", "https://a.example/b%3A?c=:/?@!$'()*,;")]
    [InlineData("https://a.example/b?c=%3a%2f", "https://a.example/b?c=:/")]
    [InlineData("https://a.example/b?c=%26%3D%23%2B%25%20%0A", "https://a.example/b?c=%26%3D%23%2B%25%20%0A")]
    [InlineData("https://a.example/b?c=%253A", "https://a.example/b?c=%253A")]
    [InlineData("https://a.example/b?c=d#e?f=%3A", "https://a.example/b?c=d#e?f=:")]
    [InlineData("https://a.example/b", "https://a.example/b")]
    [InlineData("", "")]
    public void Only_what_HubSpot_lists_is_decoded_and_only_in_the_query(string address, string expected)
    {
        Assert.Equal(expected, SignedContent.DecodeLikeHubSpot(address));
    }

    /// <summary>This makes it safe to accept a signature over either form.</summary>
    [Property(Replay = "(20261122,1)", MaxTest = 1000)]
    public bool Both_forms_are_the_same_query(NonNull<string> one, NonNull<string> two, byte escape)
    {
        var query = $"?{Uri.EscapeDataString(Valid(one.Get))}=%{escape:X2}{Uri.EscapeDataString(Valid(two.Get))}&last=%3B%26%3d";
        var decoded = SignedContent.DecodeLikeHubSpot($"https://a.example/b{query}")["https://a.example/b".Length..];

        return QueryHelpers.ParseQuery(query).SequenceEqual(QueryHelpers.ParseQuery(decoded));
    }

    [Fact]
    public void HubSpot_may_sign_the_address_it_called_or_the_decoded_one()
    {
        Assert.Null(Refusal("hubspot-v3", Called));
        Assert.Null(Refusal("hubspot-v3", "https://bridge.example.com/api/leads/hubspot?code=a/b%3d&next=https://example.com?x%26y"));
        Assert.StartsWith(
            "No secret of this source matches this signature: ",
            Refusal("hubspot-v3", "https://bridge.example.com/api/leads/hubspot?code=a/b=&next=https://example.com?x&y"),
            StringComparison.Ordinal);
    }

    /// <summary>Both forms are the same query, whichever scheme covers the address.</summary>
    [Fact]
    public void An_older_signature_may_cover_either_form_too()
    {
        const string Secret = "a client secret of good length";
        var source = Recipe.Authenticator("hubspot-v2", Secret);

        Assert.Null(RefusalOf(Called));
        Assert.Null(RefusalOf("https://bridge.example.com/api/leads/hubspot?code=a/b%3d&next=https://example.com?x%26y"));
        Assert.NotNull(RefusalOf("https://bridge.example.com/api/leads/hubspot?code=a/b=&next=https://example.com?x&y"));

        string? RefusalOf(string signed)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Secret}POST{signed}{Lead}")));
            return source.Refusal(WithHeader("X-HubSpot-Signature", hash) with { Urls = [Called] }, Now);
        }
    }

    /// <summary>Anything after a # would otherwise be unsigned, and could name another lead.</summary>
    [Fact]
    public void A_query_is_never_split_at_a_number_sign()
    {
        const string Secret = "a client secret of good length";
        var signed = $"POST{Called}{Lead}{Now.ToUnixTimeMilliseconds()}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(signed)));
        var request = WithHeader("X-HubSpot-Signature-v3", signature).With(
            "X-HubSpot-Request-Timestamp", $"{Now.ToUnixTimeMilliseconds()}");
        var source = Recipe.Authenticator("hubspot-v3", Secret);

        Assert.Null(source.Refusal(request with { Urls = [Called] }, Now));
        Assert.NotNull(source.Refusal(request with { Urls = [$"{Called}#&phone=%2B12025550143"] }, Now));
    }

    private static string? Refusal(string recipe, string signed)
    {
        const string secret = "a client secret";
        var timestamp = Now.ToUnixTimeMilliseconds();
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"POST{signed}{Lead}{timestamp}"));
        var request = WithHeader("X-HubSpot-Signature-v3", Convert.ToBase64String(signature)).With(
            "X-HubSpot-Request-Timestamp", $"{timestamp}");

        return Recipe.Authenticator(recipe, secret).Refusal(request with { Urls = [Called] }, Now);
    }

    /// <summary>Half a surrogate pair cannot be escaped.</summary>
    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
