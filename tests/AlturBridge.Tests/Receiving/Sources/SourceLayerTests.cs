using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Payloads;
using AlturBridge.Receiving.Sources;
using AlturBridge.Testing;
using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Receiving.Sources;

public sealed class SourceLayerTests
{
    [Fact]
    public void A_source_has_the_settings_of_its_preset()
    {
        var source = Bind(("Sources__crm__Preset", "close"), ("Sources__crm__Secrets__0", "6b2b1c1d3e4f5a6b7c8d9e0f1a2b3c4d"));

        Assert.Equal(
            (AuthenticationMethod.Signature, PayloadFormat.Json, RefusalResponse.Acknowledge),
            (source.Authentication, source.Body, source.OnRefusal));
        Assert.EndsWith(
            "{{ item.event.action == 'created' and (kind == 'lead' or kind == 'contact') }}", source.When, StringComparison.Ordinal);
        Assert.Equal(
            ("close", "close-sig-hash", SignatureKeyEncoding.Hex),
            (source.Signature.Recipe, source.Signature.Header, source.Signature.KeyEncoding));
    }

    [Fact]
    public void Each_setting_of_a_preset_and_of_its_recipe_can_be_overridden()
    {
        var source = Bind(
            ("Sources__crm__Preset", "close"),
            ("Sources__crm__Secrets__0", "6b2b1c1d3e4f5a6b7c8d9e0f1a2b3c4d"),
            ("Sources__crm__Signature__Tolerance", "00:01:00"),
            ("Sources__crm__When", ""),
            ("Sources__crm__Fields__end_user_context", "{{item.event.lead_id}}"),
            ("Sources__crm__OnRefusal", "Problem"));

        Assert.Equal((TimeSpan.FromMinutes(1), "close-sig-hash"), (source.Signature.Tolerance, source.Signature.Header));
        Assert.Equal((string.Empty, RefusalResponse.Problem), (source.When, source.OnRefusal));
        Assert.Equal(["{{item.event.lead_id}}"], source.Fields["end_user_context"]);
        Assert.Equal(
            ["{{ item.event.data.phones[0].phone }}", "{{ item.event.data.contacts[0].phones[0].phone }}"],
            source.Fields["phone_number_to"]);
    }

    [Theory]
    [InlineData("{{ item.mobile }}", null, new[] { "{{ item.mobile }}" })]
    [InlineData(null, "{{ item.mobile }}", new[] { "{{ item.mobile }}", "{{ item.event.data.contacts[0].phones[0].phone }}" })]
    public void One_template_replaces_all_of_a_preset_and_a_numbered_one_only_its_own(string? only, string? first, string[] candidates)
    {
        var source = Bind(
            ("Sources__crm__Preset", "close"),
            ("Sources__crm__Secrets__0", "6b2b1c1d3e4f5a6b7c8d9e0f1a2b3c4d"),
            ("Sources__crm__Fields__phone_number_to", only),
            ("Sources__crm__Fields__phone_number_to__0", first));

        Assert.Equal(candidates, source.Fields["phone_number_to"]);
    }

    [Fact]
    public void Another_recipe_brings_its_own_settings()
    {
        var source = Bind(
            ("Sources__crm__Preset", "hubspot-app"), ("Sources__crm__Secrets__0", "qz4mT8vK2xWbN6rJ9dLpC3hF"), (
                "Sources__crm__Signature__Recipe", "hubspot-v2"),
            ("Sources__crm__PublicUrl", "https://bridge.example.com/api/leads/crm"));

        Assert.Equal(("X-HubSpot-Signature", SignatureAlgorithm.Sha256), (source.Signature.Header, source.Signature.Algorithm));
        Assert.Null(source.Signature.TimestampHeader);
    }

    [Fact]
    public void A_sender_that_no_preset_knows_can_sign_too()
    {
        var source = Bind(
            ("Sources__crm__Preset", "json"),
            ("Sources__crm__Authentication", "signature"),
            ("Sources__crm__Signature__Recipe", "hmac-sha512-base64"),
            ("Sources__crm__Signature__Header", "X-Acme"),
            ("Sources__crm__Secrets__0", "qz4mT8vK2xWbN6rJ9dLpC3hF"));

        Assert.Equal(
            ("X-Acme", SignatureAlgorithm.HmacSha512, SignatureEncoding.Base64),
            (source.Signature.Header, source.Signature.Algorithm, source.Signature.Encoding));
    }

    [Theory]
    [MemberData(nameof(AllPresets))]
    public void Every_preset_starts_once_it_has_its_secret(string preset)
    {
        Assert.Single(SourceSettings.Bind([("Sources__crm__Preset", preset), .. PresetSecrets.Of(preset)]));
    }

    [Theory]
    [MemberData(nameof(AllPresets))]
    public void A_preset_that_needs_a_secret_does_not_start_without(string preset)
    {
        if (PresetSecrets.Of(preset).Any())
        {
            var stop = Assert.Throws<OptionsValidationException>(() => SourceSettings.Bind([("Sources__crm__Preset", preset)]));
            Assert.All(stop.Failures, sentence => Assert.StartsWith("Sources__crm__", sentence, StringComparison.Ordinal));
        }
        else
        {
            Assert.Equal(AuthenticationMethod.FunctionKey, Bind(("Sources__crm__Preset", preset)).Authentication);
        }
    }

    [Theory]
    [MemberData(nameof(AllPresets))]
    public void A_preset_is_found_in_any_case(string preset)
    {
        Assert.NotNull(SourceLayers.Presets.Open(preset.ToUpperInvariant()));
    }

    [Fact]
    public void The_presets_are_those_that_are_promised()
    {
        Assert.Equal(
            [
                "activecampaign", "calendly", "close", "cloudevents", "event-grid", "gohighlevel-workflow", "hubspot-app",
                "hubspot-workflow", "json", "make",
                "meta-lead-ads", "pipedrive", "pipedrive-v1", "salesforce-flow", "salesforce-outbound-message", "standard-webhooks",
                "typeform", "zapier", "zoho",
            ],
            SourceLayers.Presets.Names);
    }

    [Fact]
    public void Recipes_that_presets_name_exist()
    {
        Assert.All(
            ["close", "hubspot-v3", "typeform", "calendly", "standard-webhooks", "meta"],
            recipe => Assert.Contains(recipe, SignatureRules.Recipes.Names));
    }

    public static TheoryData<string> AllPresets() => [.. SourceLayers.Presets.Names];

    private static SourceOptions Bind(params (string Name, string? Value)[] settings) => Assert.Single(SourceSettings.Bind(settings)).Value;
}
