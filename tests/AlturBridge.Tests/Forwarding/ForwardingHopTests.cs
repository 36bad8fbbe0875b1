using System.Text;
using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Tests.Messages;

namespace AlturBridge.Tests.Forwarding;

/// <summary>What a crash between sending the copy and completing the original may do.</summary>
public sealed class ForwardingHopTests
{
    private static readonly string RecordId = LeadId.OfRecord(Samples.OrderId, BinaryData.FromString(Samples.CallJson));
    private static readonly TimeSpan PastTheLock = TimeSpan.FromSeconds(61);

    [Fact]
    public async Task After_a_crash_before_the_original_is_completed_duplicate_detection_leaves_one_copy()
    {
        await using var hop = await ForwardingHop.StartAsync("500:1");
        await hop.HandOverAsync(BinaryData.FromString(Samples.CallJson));

        await hop.ForwardNextAndCrashAsync();
        Assert.Equal([RecordId, $"{RecordId}:1"], await IdsAsync(hop));

        // The original comes back when its lock ends, and its copy is due by then too.
        hop.Time.Advance(PastTheLock);
        await hop.ForwardNextAsync();
        Assert.Single(await IdsAsync(hop));
        await hop.ForwardNextAsync();
        Assert.Equal([$"{RecordId}:2"], await IdsAsync(hop));

        hop.Receiver.Faults = Faults.None;
        hop.Time.Advance(PastTheLock);
        await hop.ForwardNextAsync();

        Assert.Empty(await IdsAsync(hop));
        Assert.Equal(["500", "500", "500", "204"], hop.Receiver.Deliveries.Select(delivery => delivery.Outcome));
        Assert.All(
            hop.Receiver.Deliveries, delivery => Assert.Equal((Samples.OrderId, true), (delivery.WebhookId, delivery.SignatureValid)));
    }

    [Fact]
    public async Task After_a_crash_with_a_record_delivered_it_is_delivered_again_under_its_webhook_id()
    {
        await using var hop = await ForwardingHop.StartAsync();
        await hop.HandOverAsync(BinaryData.FromString(Samples.CallJson));

        await hop.ForwardNextAndCrashAsync();
        hop.Time.Advance(PastTheLock);
        await hop.ForwardNextAsync();

        Assert.Empty(await IdsAsync(hop));
        Assert.Equal([Samples.OrderId, Samples.OrderId], hop.Receiver.Deliveries.Select(delivery => delivery.WebhookId));
    }

    [Fact]
    public async Task A_lead_called_again_days_later_has_the_same_webhook_id_and_a_new_record()
    {
        await using var hop = await ForwardingHop.StartAsync();
        await hop.HandOverAsync(BinaryData.FromString("""{"id":"call_1"}"""));
        await hop.ForwardNextAsync();

        hop.Time.Advance(TimeSpan.FromDays(2));
        await hop.HandOverAsync(BinaryData.FromString("""{"id":"call_2"}"""));
        await hop.ForwardNextAsync();

        Assert.Equal(
            [(Samples.OrderId, """{"id":"call_1"}"""), (Samples.OrderId, """{"id":"call_2"}""")],
            hop.Receiver.Deliveries.Select(delivery => (delivery.WebhookId, Encoding.UTF8.GetString(delivery.Body.Span))));
    }

    [Fact]
    public async Task A_record_handed_over_twice_is_delivered_once()
    {
        await using var hop = await ForwardingHop.StartAsync();
        await hop.HandOverAsync(BinaryData.FromString(Samples.CallJson));
        await hop.HandOverAsync(BinaryData.FromString(Samples.CallJson));

        await hop.ForwardNextAsync();

        Assert.Empty(await IdsAsync(hop));
        Assert.Equal(1, hop.Receiver.Count);
    }

    private static async Task<IEnumerable<string>> IdsAsync(ForwardingHop hop) =>
        (await hop.WaitingAsync()).Select(message => message.MessageId);
}
