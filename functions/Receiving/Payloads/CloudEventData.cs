using System.Text;
using System.Text.Unicode;

namespace AlturBridge.Receiving.Payloads;

internal static class CloudEventData
{
    /// <param name="octets">The data as the producer wrote it.</param>
    /// <param name="contentType">What the producer says it is; JSON when it says nothing.</param>
    /// <param name="what">What a sentence calls the data.</param>
    /// <param name="budget">Shared by all that one request holds.</param>
    /// <returns>The model of JSON, the text of anything else, null when there is no data.</returns>
    /// <exception cref="UnreadablePayloadException">It is neither.</exception>
    public static object? Read(ReadOnlyMemory<byte> octets, string? contentType, string what, ValueBudget budget)
    {
        if (octets.IsEmpty)
        {
            return null;
        }

        if (MediaType.Of(contentType).IsJson)
        {
            return JsonPayload.Read(octets.Span, what, budget);
        }

        return Utf8.IsValid(octets.Span)
            ? Encoding.UTF8.GetString(octets.Span)
            : throw new UnreadablePayloadException($"{what} is neither JSON nor text in UTF-8: send it as application/json.");
    }
}
