namespace AlturBridge.Receiving.Payloads;

/// <summary>An event in the JSON event format: attributes and data in one object.</summary>
internal static class StructuredCloudEvent
{
    private const string Base64 = "data_base64";

    /// <param name="json">The event as JSON.</param>
    /// <param name="what">What a sentence calls it, such as "Event 3 of the batch".</param>
    /// <param name="budget">Shared by all that one request holds.</param>
    /// <returns>The attributes and <c>data</c>, which is null when the event has none; <c>data_base64</c> is decoded into it.</returns>
    /// <exception cref="UnreadablePayloadException">It is not an event.</exception>
    public static Dictionary<string, object?> Read(object? json, string what, ValueBudget budget)
    {
        if (json is not Dictionary<string, object?> members)
        {
            throw new UnreadablePayloadException($"{what} must be a JSON object with id, source, type and specversion.");
        }

        CloudEventAttributes.Check(members, what);

        var data = members.GetValueOrDefault(CloudEventAttributes.Data);
        if (members.Remove(Base64, out var encoded) && encoded is not null)
        {
            data = data is null
                ? CloudEventData.Read(Octets(encoded, what), members.GetValueOrDefault(CloudEventAttributes.DataContentType) as string, $"The data of {Inside(what)}", budget)
                : throw new UnreadablePayloadException($"{what} has both data and {Base64}: send one of them.");
        }

        members[CloudEventAttributes.Data] = data;
        return members;
    }

    private static ReadOnlyMemory<byte> Octets(object encoded, string what)
    {
        var text = encoded as string;
        var octets = new byte[text?.Length ?? 0];

        return Convert.TryFromBase64String(text ?? "?", octets, out var length)
            ? octets.AsMemory(0, length)
            : throw new UnreadablePayloadException($"The {Base64} of {Inside(what)} is not base64: encode it as RFC 4648 says, with padding.");
    }

    private static string Inside(string what) => $"{char.ToLowerInvariant(what[0])}{what[1..]}";
}
