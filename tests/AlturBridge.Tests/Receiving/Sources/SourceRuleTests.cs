using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Receiving.Sources;

public sealed class SourceRuleTests
{
    [Theory]
    [InlineData("Fields__phone_number_to", "{{ phone }}", "Sources__crm__Fields__phone_number_to: phone is no value here: names begin with item, ")]
    [InlineData("Fields__phone_number_to__1", "{{ item.mobile }", "Sources__crm__Fields__phone_number_to__1: This is not Liquid: End of tag '}}' was expected at (1:15).")]
    [InlineData("Fields__phone_number_to", " ", "Sources__crm__Fields__phone_number_to is empty: it must be a template that finds the number")]
    [InlineData("Fields__phone", "{{item.phone}}", "Sources__crm__Fields__phone is no field of a lead: use agent_id, phone_number_to, ")]
    [InlineData("When", "{{ item.x | upper }}", "Sources__crm__When: There is no filter upper: ")]
    [InlineData("DedupKey", "{{ item.a", "Sources__crm__DedupKey: This is not Liquid: End of tag '}}' was expected at (1:10).")]
    [InlineData("Split", "entry[0]", "Sources__crm__Split: ")]
    [InlineData("Body", "yaml", "Sources__crm__Body is 'yaml', which is not one of Auto, Json, Form, Xml, CloudEvents.")]
    [InlineData("Authentication", "oauth", "Sources__crm__Authentication is 'oauth', which does not exist: use function-key, ")]
    [InlineData("Authentication", "basic", "Sources__crm__Secrets__0")]
    [InlineData("PublicUrl", "http://bridge.example.com/", "Sources__crm__PublicUrl must be the https address the sender calls")]
    [InlineData("PublicUrl", "https://bridge.example.com/api/leads/crm ", "Sources__crm__PublicUrl must be the https address the sender calls")]
    [InlineData("OnRefusal", "Ignore", "Sources__crm__OnRefusal is 'Ignore', which is not one of Problem, Acknowledge.")]
    [InlineData("Acknowledgement__Status", "404", "Sources__crm__Acknowledgement__Status is 404: an acknowledgement is a status from 200 to 299.")]
    [InlineData("Acknowledgement__ContentType", "", "Sources__crm__Acknowledgement__ContentType must be a content type, such as text/plain or application/json.")]
    [InlineData("Acknowledgement__ContentType", "json", "Sources__crm__Acknowledgement__ContentType must be a content type")]
    [InlineData("Acknowledgement__ContentType", "text/plain; a=\"é\"", "Sources__crm__Acknowledgement__ContentType must be a content type")]
    [InlineData("Handshake__Kind", "Meta", "Sources__crm__Handshake__VerifyToken is missing")]
    [InlineData("Phone__Region", "Mexico", "Sources__crm__Phone__Region must be the two capital letters of a country")]
    [InlineData("Phone__DropExtension", "Drop", "Sources__crm__Phone__DropExtension is 'Drop', which is not true or false.")]
    [InlineData("Signatur__Recipe", "close", "There is no setting Sources__crm__Signatur")]
    public void A_mistake_stops_the_start_with_a_sentence(string setting, string value, string sentence)
    {
        var stop = Assert.Throws<OptionsValidationException>(() => SourceSettings.Bind([("Sources__crm__Preset", "json"), ($"Sources__crm__{setting}", value)]));

        Assert.Contains(stop.Failures, failure => failure.StartsWith(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("204")]
    [InlineData("205")]
    public void A_status_without_a_body_goes_with_no_body(string status)
    {
        var stop = Assert.Throws<OptionsValidationException>(() => SourceSettings.Bind(
            [("Sources__crm__Preset", "json"), ("Sources__crm__Acknowledgement__Status", status), ("Sources__crm__Acknowledgement__Body", "ok")]));

        Assert.Equal([$"Sources__crm__Acknowledgement__Body is set, but Sources__crm__Acknowledgement__Status is {status}, which has no body: use 200, or leave the body empty."], stop.Failures);
    }

    [Fact]
    public void Ed25519_is_refused_with_what_to_use_instead()
    {
        var stop = Assert.Throws<OptionsValidationException>(() => SourceSettings.Bind(
            [("Sources__crm__Preset", "standard-webhooks"), ("Sources__crm__Secrets__0", "whpk_MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=")]));

        Assert.Contains(".NET 10", Assert.Single(stop.Failures), StringComparison.Ordinal);
    }
}
