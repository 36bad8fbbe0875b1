using AlturBridge.Tests.Messages;
using AlturBridge.Tests.Receiving.Sources;

namespace AlturBridge.Tests.Receiving;

public sealed class HandshakeTests
{
    private const string Validation =
        """[{"id":"2d17","topic":"/t","subject":"","data":{"validationCode":"512d38b6","validationUrl":"https://127.0.0.1:1/validate"},"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent"}]""";

    [Fact]
    public async Task Event_Grid_gets_its_code_back()
    {
        using var intake = new LeadIntake(SampleTests.Settings("event-grid", "US"));
        var answer = await intake.PostAsync(Validation, "crm", ("aeg-event-type", "SubscriptionValidation"));

        Assert.Equal((200, """{"validationResponse":"512d38b6"}"""), (answer.Status, answer.Body));
        Assert.Empty(intake.Sent);
    }

    [Fact]
    public async Task A_validation_without_a_code_is_refused()
    {
        using var intake = new LeadIntake(SampleTests.Settings("event-grid", "US"));

        Assert.Equal(400, (await intake.PostAsync("""[{"data":{}}]""", "crm", ("aeg-event-type", "SubscriptionValidation"))).Status);
        Assert.Equal(400, (await intake.PostAsync("{}", "crm", ("aeg-event-type", "SubscriptionValidation"))).Status);
    }

    [Fact]
    public async Task A_validation_that_is_not_authentic_is_not_answered()
    {
        using var intake = new LeadIntake(
            [.. SampleTests.Settings("event-grid", "US"), ("Sources__crm__Authentication", "query-secret"), (
                "Sources__crm__SecretName", "secret"), ("Sources__crm__Secrets__0", "qz4mT8vK2xWbN6rJ9dLpC3hF")]);

        Assert.Equal(401, (await intake.PostAsync(Validation, "crm", ("aeg-event-type", "SubscriptionValidation"))).Status);
    }

    [Fact]
    public async Task Other_sources_take_a_validation_for_a_lead()
    {
        using var intake = new LeadIntake(defaultAgentId: Samples.AgentId);

        Assert.Equal(422, (await intake.PostAsync(Validation, headers: ("aeg-event-type", "SubscriptionValidation"))).Status);
    }

    [Theory]
    [InlineData("cloudevents")]
    [InlineData("event-grid")]
    public async Task An_origin_that_asks_may_send_events(string preset)
    {
        using var intake = new LeadIntake(SampleTests.Settings(preset, "US"));
        var answer = await intake.HandshakeAsync(
            "OPTIONS", "crm", headers: [("WebHook-Request-Origin", "eventgrid.azure.net"), ("WebHook-Request-Rate", "120")]);

        Assert.Equal(
            (200, "eventgrid.azure.net", "120", "POST"),
            (
                answer.Status,
                answer.Headers["WebHook-Allowed-Origin"].ToString(),
                answer.Headers["WebHook-Allowed-Rate"].ToString(),
                answer.Headers.Allow.ToString()));
    }

    [Fact]
    public async Task A_rate_that_was_not_asked_for_is_not_granted()
    {
        using var intake = new LeadIntake(SampleTests.Settings("cloudevents", "US"));
        var answer = await intake.HandshakeAsync("OPTIONS", "crm", headers: ("WebHook-Request-Origin", "example.com"));

        Assert.False(answer.Headers.ContainsKey("WebHook-Allowed-Rate"));
    }

    [Theory]
    [InlineData("Zoë.example.com")]
    [InlineData("two names.example.com")]
    [InlineData("😀")]
    public async Task An_origin_that_no_header_of_an_answer_can_hold_is_refused(string origin)
    {
        using var intake = new LeadIntake(SampleTests.Settings("cloudevents", "US"));
        var answer = await intake.HandshakeAsync("OPTIONS", "crm", headers: ("WebHook-Request-Origin", origin));

        Assert.Equal(403, answer.Status);
        Assert.False(answer.Headers.ContainsKey("WebHook-Allowed-Origin"));
    }

    [Theory]
    [InlineData(253, 200)]
    [InlineData(254, 403)]
    public async Task An_origin_is_no_longer_than_a_name_can_be(int length, int status)
    {
        using var intake = new LeadIntake(SampleTests.Settings("cloudevents", "US"));

        Assert.Equal(
            status, (await intake.HandshakeAsync("OPTIONS", "crm", headers: ("WebHook-Request-Origin", new string('x', length)))).Status);
    }

    [Theory]
    [InlineData("½")]
    [InlineData("99999999999")]
    public async Task A_rate_that_is_not_a_number_is_not_granted(string rate)
    {
        using var intake = new LeadIntake(SampleTests.Settings("cloudevents", "US"));
        var answer = await intake.HandshakeAsync(
            "OPTIONS", "crm", headers: [("WebHook-Request-Origin", "example.com"), ("WebHook-Request-Rate", rate)]);

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Headers.ContainsKey("WebHook-Allowed-Rate"));
    }

    [Fact]
    public async Task Meta_gets_its_challenge_back_as_it_is()
    {
        using var intake = new LeadIntake(SampleTests.Settings("meta-lead-ads", "US"));
        var answer = await intake.HandshakeAsync(
            "GET", "crm", $"?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={PresetSecrets.VerifyToken}");

        Assert.Equal((200, "1158201444"), (answer.Status, answer.Body));
        Assert.StartsWith("text/plain", answer.ContentType, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=guess")]
    [InlineData("?hub.mode=subscribe&hub.challenge=1")]
    [InlineData($"?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token={PresetSecrets.VerifyToken}")]
    [InlineData($"?hub.mode=subscribe&hub.verify_token={PresetSecrets.VerifyToken}")]
    public async Task Nobody_else_passes_for_Meta(string query)
    {
        using var intake = new LeadIntake(SampleTests.Settings("meta-lead-ads", "US"));

        Assert.Equal(403, (await intake.HandshakeAsync("GET", "crm", query)).Status);
        Assert.Equal(403, (await intake.HandshakeAsync("GET", "nobody", query)).Status);
    }

    [Theory]
    [InlineData("json", "GET")]
    [InlineData("json", "OPTIONS")]
    [InlineData("cloudevents", "GET")]
    public async Task A_source_without_a_handshake_is_not_told_from_none_at_all(string preset, string method)
    {
        using var intake = new LeadIntake(SampleTests.Settings(preset, "US"));
        var answer = await intake.HandshakeAsync(method, "crm", headers: ("WebHook-Request-Origin", "example.com"));

        Assert.Equal((404, (await intake.HandshakeAsync(method, "nobody")).Body), (answer.Status, answer.Body));
        Assert.StartsWith("Leads are sent with POST", answer.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.False(answer.Headers.ContainsKey("WebHook-Allowed-Origin"));
    }

    [Fact]
    public async Task A_handshake_of_an_unknown_source_is_not_found_and_names_no_other()
    {
        using var intake = new LeadIntake([("Sources__wonderland__Preset", "json")]);
        var answer = await intake.HandshakeAsync("GET", "crm");

        Assert.Equal(404, answer.Status);
        Assert.DoesNotContain("wonderland", answer.Body, StringComparison.Ordinal);
    }
}
