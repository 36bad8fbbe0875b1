using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Testing.Fuzz;

/// <summary>What one run of a function did.</summary>
/// <param name="Status">Of the answer.</param>
/// <param name="ContentType">Of the answer.</param>
/// <param name="Headers">Of the answer.</param>
/// <param name="Body">Of the answer.</param>
/// <param name="Queued">What was sent to the queue.</param>
/// <param name="Log">What was logged.</param>
/// <param name="AllocatedBytes">Its cost: allocations reveal work, and unlike time are the same on every machine.</param>
/// <param name="Elapsed">The time it took; reported, never asserted.</param>
internal sealed record FuzzAnswer(
    int Status, string? ContentType, IHeaderDictionary Headers, byte[] Body, IReadOnlyList<ServiceBusMessage> Queued, string Log,
    long AllocatedBytes, TimeSpan Elapsed)
{
    public IEnumerable<string> Ids => Queued.Select(message => message.MessageId);

    public IEnumerable<CallRequestResult> Calls => Queued.Select(message => CallRequestReader.Read(message.Body.ToMemory()));
}
