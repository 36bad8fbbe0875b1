using AlturBridge.Testing;
using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Receiving.Sources;

public sealed class SourceRuleTests
{
    [Theory]
    [InlineData(
        "Fields__phone_number_to", "{{ phone }}", "Sources__crm__Fields__phone_number_to: phone is not a value: names begin with item, ")]
    [InlineData(
        "Fields__phone_number_to__1",
        "{{ item.mobile }",
        "Sources__crm__Fields__phone_number_to__1: This is not Liquid: End of tag '}}' was expected at (1:15).")]
    [InlineData(
        "Fields__phone_number_to", " ", "Sources__crm__Fields__phone_number_to is empty: it must be a template that finds the number")]
    [InlineData("Fields__phone", "{{item.phone}}", "Sources__crm__Fields__phone is not a field of a lead: use agent_id, phone_number_to, ")]
    [InlineData("When", "{{ item.x | upper }}", "Sources__crm__When: There is no filter upper: ")]
    [InlineData("DedupKey", "{{ item.a", "Sources__crm__DedupKey: This is not Liquid: End of tag '}}' was expected at (1:10).")]
    [InlineData("Split", "entry[0]", "Sources__crm__Split must be names separated by dots, ")]
    [InlineData("Body", "yaml", "Sources__crm__Body must be one of auto, json, form, xml, cloud-events, query.")]
    [InlineData("Body", "3", "Sources__crm__Body must be one of auto, json, form, xml, cloud-events, query.")]
    [InlineData(
        "Authentication",
        "oauth",
        "Sources__crm__Authentication must be one of function-key, basic, bearer, header-secret, query-secret, signature.")]
    [InlineData("Authentication", "", "Sources__crm__Authentication must be one of function-key, ")]
    [InlineData("Authentication", "1", "Sources__crm__Authentication must be one of function-key, ")]
    [InlineData(
        "Signature__Algorithm",
        "hmac-md5",
        "Sources__crm__Signature__Algorithm must be one of hmac-sha256, hmac-sha512, hmac-sha1, sha256, ed25519.")]
    [InlineData("Signature__Encoding", "base64url", "Sources__crm__Signature__Encoding must be one of hex, base64.")]
    [InlineData(
        "Signature__KeyEncoding", "ascii", "Sources__crm__Signature__KeyEncoding must be one of utf8, hex, base64, whsec, public-key.")]
    [InlineData("Signature__Format", "json", "Sources__crm__Signature__Format must be one of plain, list, pairs.")]
    [InlineData("Signature__TimestampUnit", "minutes", "Sources__crm__Signature__TimestampUnit must be one of seconds, milliseconds.")]
    [InlineData("Authentication", "basic", "Sources__crm__Secrets__0")]
    [InlineData("PublicUrl", "http://bridge.example.com/", "Sources__crm__PublicUrl must be the https address the sender calls")]
    [InlineData(
        "PublicUrl", "https://bridge.example.com/api/leads/crm ", "Sources__crm__PublicUrl must be the https address the sender calls")]
    [InlineData("OnRefusal", "Ignore", "Sources__crm__OnRefusal must be one of problem, acknowledge.")]
    [InlineData(
        "Acknowledgement__Status", "404", "Sources__crm__Acknowledgement__Status is 404: an acknowledgement is a status from 200 to 299.")]
    [InlineData(
        "Acknowledgement__ContentType",
        "",
        "Sources__crm__Acknowledgement__ContentType must be a content type, such as text/plain or application/json.")]
    [InlineData("Acknowledgement__ContentType", "json", "Sources__crm__Acknowledgement__ContentType must be a content type")]
    [InlineData("Acknowledgement__ContentType", "text/plain; a=\"é\"", "Sources__crm__Acknowledgement__ContentType must be a content type")]
    [InlineData("Handshake__Kind", "Meta", "Sources__crm__Handshake__VerifyToken is missing")]
    [InlineData("Phone__Region", "Mexico", "Sources__crm__Phone__Region must be the two capital letters of a country")]
    [InlineData("Phone__DropExtension", "Drop", "Sources__crm__Phone__DropExtension must be true or false.")]
    [InlineData("Signatur__Recipe", "close", "There is no setting Sources__crm__Signatur__Recipe: did you mean Sources__crm__Signature?")]
    public void A_mistake_stops_startup_with_a_sentence(string setting, string value, string sentence)
    {
        var stop = Assert.Throws<OptionsValidationException>(
            () => SourceSettings.Bind([("Sources__crm__Preset", "json"), ($"Sources__crm__{setting}", value)]));

        Assert.Contains(stop.Failures, failure => failure.StartsWith(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("made-up", "is too short")]
    [InlineData("verify-token-for-my-webhook-1", "is easy to guess")]
    public void A_weak_verify_token_stops_startup(string token, string problem)
    {
        var stop = Assert.Throws<OptionsValidationException>(() => SourceSettings.Bind(
            [("Sources__crm__Preset", "meta-lead-ads"), ("Sources__crm__Secrets__0", "0123456789abcdef0123456789abcdef"),
                ("Sources__crm__Handshake__VerifyToken", token)]));

        Assert.Contains(stop.Failures, failure =>
            failure.StartsWith($"Sources__crm__Handshake__VerifyToken {problem}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("204")]
    [InlineData("205")]
    public void A_status_without_a_body_goes_with_no_body(string status)
    {
        var stop = Assert.Throws<OptionsValidationException>(() => SourceSettings.Bind(
            [("Sources__crm__Preset", "json"), ("Sources__crm__Acknowledgement__Status", status), (
                "Sources__crm__Acknowledgement__Body", "ok")]));

        Assert.Equal(
            [$"Sources__crm__Acknowledgement__Body is set, but Sources__crm__Acknowledgement__Status is {status}, "
                + "which has no body: use 200, or leave the body empty."],
            stop.Failures);
    }

    [Theory]
    [InlineData("header-secret", "HeaderSecret")]
    [InlineData("HEADER-SECRET", "HeaderSecret")]
    [InlineData("HeaderSecret", "HeaderSecret")]
    public void The_case_and_the_hyphens_of_a_choice_do_not_matter(string value, string method)
    {
        var sources = SourceSettings.Bind(
            [("Sources__crm__Authentication", value), ("Sources__crm__SecretName", "X-Api-Key"), (
                "Sources__crm__Secrets__0", "qz4mT8vK2xWbN6rJ9dLpC3hF")]);

        Assert.Equal(method, sources["crm"].Authentication.ToString());
    }

    [Theory]
    [InlineData("github", false)]
    [InlineData("hubspot-v2", true)]
    public void A_signature_over_the_body_alone_says_nothing_of_a_lead_in_the_address(string recipe, bool starts)
    {
        var stop = Record.Exception(() => SourceSettings.Bind(
        [
            ("Sources__crm__Body", "query"), ("Sources__crm__Authentication", "signature"), ("Sources__crm__Signature__Recipe", recipe),
            ("Sources__crm__Secrets__0", "qz4mT8vK2xWbN6rJ9dLpC3hF"), (
                "Sources__crm__PublicUrl", "https://bridge.example.com/api/leads/crm"),
        ]));

        Assert.Equal(starts, stop is null);
        Assert.True(starts || ((OptionsValidationException)stop!).Failures.Single().StartsWith(
            "Sources__crm__Body is query, which the signature does not cover: ", StringComparison.Ordinal));
    }
}
