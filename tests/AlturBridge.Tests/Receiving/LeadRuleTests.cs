using AlturBridge.Messages;
using AlturBridge.Receiving.Leads;
using static AlturBridge.Tests.Messages.Samples;

namespace AlturBridge.Tests.Receiving;

/// <summary>Who a source may have called, by which agent and when, as far as intake knows.</summary>
public sealed class LeadRuleTests
{
    private const string OtherAgent = "11111111-2222-4333-8444-555555555555";

    [Fact]
    public async Task A_source_uses_only_the_agents_it_may()
    {
        using var intake = new LeadIntake([("Sources__crm__Preset", "json"), ("Sources__crm__Agents__0", AgentId.ToUpperInvariant())]);

        Assert.Equal(202, (await intake.PostAsync(Lead, "crm")).Status);
        var answer = await intake.PostAsync(Lead.Replace(AgentId, OtherAgent, StringComparison.Ordinal), "crm");

        Assert.Equal(422, answer.Status);
        Assert.Equal(
            "agent_id is not one of Sources__crm__Agents: this source may not use that agent.", answer.Json["detail"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("true", 202)]
    [InlineData("false", 422)]
    [InlineData("null", 422)]
    [InlineData("\"yes\"", 422)]
    public async Task A_lead_without_consent_is_refused_where_it_is_asked_for(string consent, int status)
    {
        using var intake = new LeadIntake([("Sources__crm__Preset", "json"), ("Sources__crm__Consent", "{{ item.consent }}")]);
        var answer = await intake.PostAsync($$"""{{Lead[..^1]}},"consent":{{consent}}}""", "crm");

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 202 ? 1 : 0, intake.Sent.Count);
    }

    [Fact]
    public async Task The_time_zone_of_the_lead_goes_before_that_of_its_source()
    {
        using var intake = new LeadIntake(
            [("Sources__crm__Preset", "json"), ("Sources__crm__Fields__time_zone", "{{ item.zone }}"), (
                "Sources__crm__TimeZone", "America/Chicago")]);
        await intake.PostAsync($$"""{{Lead[..^1]}},"zone":"America/Denver"}""", "crm");
        await intake.PostAsync(Lead, "crm");
        var answer = await intake.PostAsync($$"""{{Lead[..^1]}},"zone":"Mountain Time"}""", "crm");

        Assert.Equal(
            ["America/Denver", "America/Chicago"], intake.Sent.Select(message => message.ApplicationProperties[MessageProperty.TimeZone]));
        Assert.StartsWith("time_zone is not the IANA name", answer.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_names_no_time_zone_unless_one_is_known()
    {
        using var intake = new LeadIntake();
        await intake.PostAsync(Lead);

        Assert.DoesNotContain(MessageProperty.TimeZone, Assert.Single(intake.Sent).ApplicationProperties.Keys);
    }

    [Fact]
    public async Task A_lead_that_asks_for_it_is_called_later()
    {
        using var intake = new LeadIntake([("Sources__crm__Preset", "json"), ("Sources__crm__Fields__call_at", "{{ item.at }}")]);
        foreach (var at in new[] { "00:05:00", "2000-01-01T00:00:00Z" })
        {
            await intake.PostAsync($$"""{{Lead[..^1]}},"at":"{{at}}"}""", "crm");
        }

        var before = DateTimeOffset.Parse(
            (string)intake.Sent.First().ApplicationProperties[MessageProperty.ReceivedAt],
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(before.AddMinutes(5), intake.Sent.First().ScheduledEnqueueTime);
        Assert.Equal(default, intake.Sent.Last().ScheduledEnqueueTime);
    }

    [Theory]
    [InlineData("1.00:00:01", "call_at is farther ahead than Leads__MaxAge (1.00:00:00) allows.")]
    [InlineData("9000-01-01T00:00:00Z", "call_at is farther ahead than Leads__MaxAge (1.00:00:00) allows.")]
    [InlineData("9999999.00:00:00", "call_at is farther ahead than Leads__MaxAge (1.00:00:00) allows.")]
    [InlineData("9999-12-31T23:59:59-14:00", "call_at is not a time")]
    [InlineData("tomorrow", "call_at is not a time")]
    [InlineData("2026-12-01T09:00:00", "call_at is not a time")]
    [InlineData("-00:05:00", "call_at is not a time")]
    [InlineData("1", "call_at is not a time")]
    [InlineData("09:00", "call_at is not a time")]
    [InlineData("9:00", "call_at is not a time")]
    public async Task A_time_that_cannot_be_kept_is_refused(string at, string problem)
    {
        using var intake = new LeadIntake();
        var answer = await intake.PostAsync($$"""{{Lead[..^1]}},"call_at":"{{at}}"}""");

        Assert.Equal(422, answer.Status);
        Assert.StartsWith(problem, answer.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-01T09:00Z", "2026-12-01T09:00:00+00:00")]
    [InlineData("2026-12-01T09:00:00.5-06:00", "2026-12-01T15:00:00.5+00:00")]
    [InlineData("1.00:00:00", "2026-11-29T12:00:00+00:00")]
    public void A_time_is_read_with_its_offset_and_a_wait_from_now(string text, string time)
    {
        var now = new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
        var expected = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(expected.UtcDateTime, CallTime.Parse(text, now)!.Value.UtcDateTime);
    }

    [Theory]
    [InlineData("Sources__crm__TimeZone", "Mountain", "Sources__crm__TimeZone must be the IANA name of a time zone")]
    [InlineData("Sources__crm__Agents__0", "sales", "Sources__crm__Agents__0 must be a version 4 UUID")]
    [InlineData("Sources__crm__Agents__0", "", "Sources__crm__Agents__0 must be a version 4 UUID")]
    [InlineData("Sources__crm__Consent", "{{ item.", "Sources__crm__Consent")]
    public void A_mistake_in_the_settings_stops_startup(string setting, string value, string problem)
    {
        var problems = AlturBridge.Tests.Configuration.BridgeSettings.Problems(("Sources__crm__Preset", "json"), (setting, value));

        Assert.StartsWith(problem, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_default_agent_that_the_source_may_not_use_stops_startup()
    {
        var problems = AlturBridge.Tests.Configuration.BridgeSettings.Problems(
            ("Sources__crm__Preset", "json"),
            ("Sources__crm__AgentId", "7c0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34"),
            ("Sources__crm__Agents__0", AgentId));

        Assert.StartsWith("Sources__crm__AgentId must be one of Sources__crm__Agents", Assert.Single(problems), StringComparison.Ordinal);
    }
}
