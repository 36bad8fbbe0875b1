using AlturBridge.Numbers;
using AlturBridge.Receiving.Sources;
using AlturBridge.Testing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Configuration;

/// <summary>For any source settings, the bridge starts, or stops with sentences that name the setting.</summary>
[Properties(Replay = "(20261122,1)", MaxTest = 1500, Arbitrary = [typeof(SourceSettingProperties)], QuietOnSuccess = true)]
public sealed class SourceSettingProperties
{
    private static readonly string[] Names =
    [
        "Preset", "AgentId", "Authentication", "SecretName", "Secrets__0", "Secrets__1", "Secrets", "Secrets__x", "PublicUrl", "Body",
        "Split", "When", "Fields", "Fields__phone_number_to", "Fields__agent_id",
        "Fields__end_user_context", "Fields__nickname", "Fields__phone_number_to__0", "Fields__phone_number_to__1", "Fields__reference",
        "DedupKey", "NoPhone", "OnRefusal", "Acknowledgement", "Acknowledgement__Status", "Acknowledgement__Body",
        "Acknowledgement__ContentType", "Handshake", "Handshake__Kind", "Handshake__VerifyToken",
        "Signature", "Signature__Recipe", "Signature__Header", "Signature__Algorithm",
        "Signature__Encoding", "Signature__Prefix", "Signature__KeyEncoding", "Signature__Content", "Signature__IdHeader",
        "Signature__TimestampHeader", "Signature__TimestampUnit", "Signature__Tolerance",
        "Signature__Format", "Phone", "Phone__Region",
        "Phone__AllowedCallingCodes__0", "Phone__DropExtension", "Phone__DeniedPrefixes__0", "About", "About__x", "", "Unknown", "__",
        "Fields__", "0",
    ];

    private static readonly string[] Values =
    [
        "", " ", "0", "-1", "1", "52", "MX", "99999999999999999999", "1e9", "NaN", "true", "yes", "json", "close", "hubspot-v3", "typeform",
        "../../etc/passwd", "signature", "basic", "bearer", "query-secret",
        "header-secret", "function-key", "none", "Meta", "EventGrid", "Acknowledge", "Problem", "7", "form", "xml", "cloudevents", "[*]",
        "a.b[*]", "$", "[", "['", "a..b", "{{item.phone}}", "{{", "{{item", "}}",
        "{% for a in body %}{% for b in body %}", "{id}{body}", "{body", "{}", "hex", "base64", "whsec", "hmac-sha256", "md5",
        "00:05:00", "99999.00:00:00", "-00:00:01", "seconds", "list", "pairs", "text/plain",
        "text/plain\r\nX-A: b", "X-Secret", "X Secret", "X-Sécret", "Content-Length", "http://example.com", "https://example.com/a",
        "https://example.com/?a", "not a url", "http://[", "file:///etc/passwd",
        "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "altur:open sesame", "a shared secret", "\0",
        "\n", "é", "😀", "\ud83d", "\u2028", "(a+)+$", new('a', 5000), new('{', 4000), new('[', 4000),
    ];

    public static Arbitrary<SourceSetting> Sources()
    {
        var value = Gen.Frequency(
            (4, Gen.Elements(Values)),
            (1, ArbMap.Default.GeneratorFor<string>()),
            (1, Gen.Elements(Values).Two().Select(two => two.Item1 + two.Item2)));
        var setting = Gen.Elements(Names).SelectMany(name => value.Select(text => (Name: $"Sources__crm__{name}", Value: text)));
        var settings = from preset in Gen.Elements(SourceLayers.Presets.Names.ToArray())
                       from others in setting.ListOf().Resize(5)
                       select new SourceSetting([("Sources__crm__Preset", preset), .. others]);

        return settings.ToArbitrary();
    }

    [Property]
    public void A_source_starts_or_stops_with_sentences_that_name_its_settings(SourceSetting settings)
    {
        try
        {
            var source = SourceSettings.Bind(settings.Values.GroupBy(setting => setting.Name, StringComparer.OrdinalIgnoreCase).Select(
                same => (same.Key, same.Last().Value)));
            _ = new SourceCatalog(source, defaultAgentId: null, new AllowedNumbers([], []));
        }
        catch (OptionsValidationException exception)
        {
            Assert.NotEmpty(exception.Failures);
            Assert.All(exception.Failures, sentence => Assert.Contains("Sources__", sentence, StringComparison.Ordinal));
            Assert.All(exception.Failures, sentence => Assert.True(sentence.Length > 30, sentence));
        }
    }

    /// <summary>Of one source.</summary>
    public sealed record SourceSetting(IReadOnlyList<(string Name, string? Value)> Values)
    {
        public override string ToString() => string.Join(" | ", Values);
    }
}
