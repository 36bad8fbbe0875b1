using System.Globalization;
using System.Net;
using AlturBridge.Receiving;
using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Messages.Samples;

namespace AlturBridge.Tests.Receiving;

/// <summary>What intake refuses although the lead itself is right: who said no, one number too often, too many an hour.</summary>
public sealed class LeadCheckTests
{
    private const string Number = "+12025550143";
    private static readonly (string, string?)[] Limited =
        [("Sources__crm__Preset", "json"), ("Sources__crm__Split", "[*]"), ("Sources__crm__MaxPerHour", "3")];

    [Fact]
    public async Task Who_said_no_is_refused_at_once()
    {
        using var intake = new LeadIntake([("Sources__crm__Preset", "json"), ("Sources__crm__Split", "[*]")]);
        intake.DoNotCall.Numbers[Number] = true;

        var answer = await intake.PostAsync($"[{LeadTo(Number)},{LeadTo("+12025550144")}]", "crm");

        Assert.Equal(202, answer.Status);
        Assert.Single(intake.Sent);
        Assert.Equal(
            "The number is on the do-not-call list (Calling__DoNotCall).", answer.Json["leads"]![0]!["refused"]!.GetValue<string>());
        Assert.Equal(2, intake.DoNotCall.Asked);
    }

    [Fact]
    public async Task The_preview_says_that_a_number_must_not_be_called()
    {
        using var intake = new LeadIntake();
        intake.DoNotCall.Numbers[Number] = true;

        var preview = await intake.PreviewAsync(LeadTo(Number));

        Assert.Equal(
            "The number is on the do-not-call list (Calling__DoNotCall).", preview.Json["leads"]![0]!["refused"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_list_that_fails_holds_up_no_lead_and_is_left_alone_for_a_while()
    {
        using var intake = new LeadIntake();
        intake.DoNotCall.Reading = static _ => Task.FromException(new IOException("away"));

        Assert.Equal(202, (await intake.PostAsync(LeadTo(Number))).Status);
        Assert.Equal(202, (await intake.PostAsync(LeadTo("+12025550144"))).Status);
        Assert.Equal(1, intake.DoNotCall.Asked);
        Assert.Contains(
            "for 30 s leads are accepted unchecked", Assert.Single(intake.CheckLogs.Entries).Sentence, StringComparison.Ordinal);

        intake.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(202, (await intake.PostAsync(LeadTo("+12025550145"))).Status);
        Assert.Equal(2, intake.DoNotCall.Asked);
    }

    [Fact]
    public async Task More_leads_with_one_number_than_calls_a_day_are_refused_at_once()
    {
        using var intake = new LeadIntake([("Sources__crm__Preset", "json"), ("Sources__crm__Split", "[*]")]);
        var leads = Enumerable.Range(0, 12).Select(index => LeadTo(Number, $"{index}"));

        var answer = await intake.PostAsync($"[{string.Join(',', [LeadTo(Number, "0"), .. leads, LeadTo("+12025550144")])}]", "crm");

        Assert.Equal(202, answer.Status);
        Assert.Equal(11, intake.Sent.Count);
        var refused = answer.Json["leads"]!.AsArray().Select((lead, index) => (lead!["refused"]?.GetValue<string>(), index)).Where(
            lead => lead.Item1 is not null).ToList();
        Assert.Equal([11, 12], refused.Select(lead => lead.index));
        Assert.All(refused, lead => Assert.Equal(
            "This request has more than 10 leads with this number, and nobody is called more often within 24 hours (Calling__MaxPerDay).",
            lead.Item1));
    }

    [Fact]
    public async Task A_source_sends_so_many_leads_an_hour_and_no_more()
    {
        using var intake = new LeadIntake(Limited);
        Assert.Equal(202, (await intake.PostAsync($"[{LeadTo("+12025550101")},{LeadTo("+12025550102")}]", "crm")).Status);
        intake.Time.Advance(TimeSpan.FromMinutes(20));

        var answer = await intake.PostAsync($"[{LeadTo("+12025550103")},{LeadTo("+12025550104")}]", "crm");

        Assert.Equal(HttpStatusCode.TooManyRequests, (HttpStatusCode)answer.Status);
        Assert.Equal(TimeSpan.FromMinutes(40).TotalSeconds, double.Parse(answer.Headers.RetryAfter!, CultureInfo.InvariantCulture));
        Assert.StartsWith(
            "Sources__crm__MaxPerHour allows at most 3 an hour.", answer.Json["detail"]!.GetValue<string>(),
            StringComparison.Ordinal);
        Assert.Equal(2, intake.Sent.Count);

        Assert.Equal(202, (await intake.PostAsync($"[{LeadTo("+12025550103")}]", "crm")).Status);
        intake.Time.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(202, (await intake.PostAsync($"[{LeadTo("+12025550104")},{LeadTo("+12025550105")}]", "crm")).Status);
    }

    [Fact]
    public async Task What_is_no_lead_or_refused_does_not_count()
    {
        using var intake = new LeadIntake(Limited);

        for (var request = 0; request < 5; request++)
        {
            Assert.Equal(422, (await intake.PostAsync($"[{LeadTo("none")}]", "crm")).Status);
        }

        Assert.Equal(
            202, (await intake.PostAsync($"[{LeadTo("+12025550101")},{LeadTo("+12025550102")},{LeadTo("+12025550103")}]", "crm")).Status);
    }

    [Fact]
    public async Task A_request_that_could_never_be_taken_says_so()
    {
        using var intake = new LeadIntake(Limited);
        var answer = await intake.PostAsync(
            $"[{string.Join(',', Enumerable.Range(0, 4).Select(index => LeadTo($"+120255501{index:00}")))}]", "crm");

        Assert.Equal(413, answer.Status);
        Assert.Equal(
            "Sources__crm__MaxPerHour allows at most 3 an hour: send fewer at once.",
            answer.Json["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_the_queue_did_not_take_does_not_count()
    {
        using var intake = new LeadIntake(Limited, queueFailure: new ServiceBusException("away", ServiceBusFailureReason.ServiceTimeout));

        for (var request = 0; request < 5; request++)
        {
            Assert.Equal(503, (await intake.PostAsync($"[{LeadTo("+12025550101")}]", "crm")).Status);
        }
    }

    [Fact]
    public void The_wait_is_until_there_is_room_for_all()
    {
        var allowance = new HourlyAllowance();
        foreach (var minute in (int[])[0, 10, 20])
        {
            Assert.Null(allowance.Take("crm", 2, 6, Noon.AddMinutes(minute)));
        }

        Assert.Equal(TimeSpan.FromMinutes(30), allowance.Take("crm", 1, 6, Noon.AddMinutes(30)));
        Assert.Equal(TimeSpan.FromMinutes(40), allowance.Take("crm", 3, 6, Noon.AddMinutes(30)));
        Assert.Equal(TimeSpan.MaxValue, allowance.Take("crm", 7, 6, Noon.AddMinutes(30)));
        Assert.Null(allowance.Take("other", 6, 6, Noon.AddMinutes(30)));
        allowance.GiveBack("crm", 2, Noon.AddMinutes(20));
        Assert.Null(allowance.Take("crm", 2, 6, Noon.AddMinutes(30)));
    }

    private static string LeadTo(string number, string context = "") =>
        $$"""{"agent_id":"{{AgentId}}","phone_number_to":"{{number}}","end_user_context":"{{context}}"}""";
}
