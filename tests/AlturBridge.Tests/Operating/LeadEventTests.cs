using System.Net;
using AlturBridge.Messages;
using AlturBridge.Tests.Calling;
using AlturBridge.Tests.Forwarding;
using AlturBridge.Tests.Messages;
using AlturBridge.Tests.Receiving;

namespace AlturBridge.Tests.Operating;

/// <summary>Each hop reports what it did.</summary>
public sealed class LeadEventTests
{
    [Fact]
    public async Task Intake_tells_of_each_lead_it_accepted()
    {
        using var intake = new LeadIntake(defaultAgentId: "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34");

        await intake.PostAsync("""{"phone_number_to": "+12025550143"}""", headers: ("Idempotency-Key", "1"));
        await intake.PostAsync("""{"phone_number_to": "nonsense"}""");

        var accepted = Assert.Single(intake.Events);
        Assert.Equal(
            (LeadEventKind.Accepted, "json:1", "json", intake.Time.GetUtcNow()),
            (accepted.Kind, accepted.Lead, accepted.Source, accepted.ReceivedAt));
    }

    [Theory]
    [InlineData("00:00:30", null)]
    [InlineData("05:00:00", 5)]
    public async Task Intake_tells_when_a_lead_is_to_be_called(string at, int? hours)
    {
        using var intake = new LeadIntake(
            [("Sources__crm__Preset", "json"), ("Sources__crm__Fields__call_at", "{{ item.at }}")],
            defaultAgentId: "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34");

        await intake.PostAsync($$"""{"phone_number_to": "+12025550143", "at": "{{at}}"}""", "crm");

        var accepted = Assert.Single(intake.Events);
        Assert.Equal(hours, (accepted.Until - accepted.ReceivedAt)?.TotalHours);
    }

    [Fact]
    public async Task Calling_tells_of_failed_attempts_and_the_call_and_quotes_nobody()
    {
        using var bench = new PlaceCallBench();
        bench.Altur.Answers(HttpStatusCode.ServiceUnavailable, "Ana Secreta is +525512345678");
        bench.Altur.Answers(HttpStatusCode.Created, """{"id":"call-1"}""");
        await bench.FinishAsync(bench.DeliverAsync());
        await bench.FinishAsync(bench.DeliverAsync(PlaceCallBench.Message(deliveryCount: 2)));

        Assert.Equal([LeadEventKind.AttemptFailed, LeadEventKind.Called], bench.LeadEvents.Kinds);
        Assert.Equal((1, "Altur answered 503."), (bench.LeadEvents.First().Attempt, bench.LeadEvents.First().Why));
        Assert.Equal("call-1", bench.LeadEvents.Last().CallId);
    }

    [Fact]
    public async Task Calling_tells_of_a_dead_letter_with_its_reason()
    {
        using var bench = new PlaceCallBench();
        bench.Altur.Answers(HttpStatusCode.BadRequest, "Ana Secreta");

        await bench.FinishAsync(bench.DeliverAsync());

        var dead = Assert.Single(bench.LeadEvents);
        Assert.Equal((LeadEventKind.DeadLettered, "calls", DeadLetterReason.Refused, null), (dead.Kind, dead.Queue, dead.Reason, dead.Why));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, LeadEventKind.Delivered)]
    [InlineData(HttpStatusCode.InternalServerError, LeadEventKind.DeliveryFailed)]
    [InlineData(HttpStatusCode.Gone, LeadEventKind.DeadLettered)]
    public async Task Forwarding_reports_the_outcome_of_a_delivery(HttpStatusCode answer, LeadEventKind kind)
    {
        using var forwarder = new Forwarder(answer, "Ana Secreta");

        await forwarder.RunAsync(Samples.RecordMessage());

        Assert.Equal(kind, Assert.Single(forwarder.Events).Kind);
        Assert.DoesNotContain("Secreta", forwarder.Events.Single().ToString(), StringComparison.Ordinal);
    }
}
