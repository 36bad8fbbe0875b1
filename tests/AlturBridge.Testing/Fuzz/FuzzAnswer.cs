using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Testing.Fuzz;

/// <summary>The result of one function run.</summary>
/// <param name="Status">The response status.</param>
/// <param name="ContentType">The response's content type.</param>
/// <param name="Headers">The response headers.</param>
/// <param name="Body">The response body.</param>
/// <param name="Queued">What was sent to the queue.</param>
/// <param name="Log">What was logged.</param>
/// <param name="AllocatedBytes">The run's cost: allocations reveal work and, unlike time, are the same on every machine.</param>
/// <param name="Elapsed">The run's duration; reported, never asserted.</param>
internal sealed record FuzzAnswer(
    int Status, string? ContentType, IHeaderDictionary Headers, byte[] Body, IReadOnlyList<ServiceBusMessage> Queued, string Log,
    long AllocatedBytes, TimeSpan Elapsed)
{
    public IEnumerable<string> Ids => Queued.Select(message => message.MessageId);

    public IEnumerable<CallRequestResult> Calls => Queued.Select(message => CallRequestReader.Read(message.Body.ToMemory()));
}
