using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AlturBridge.Receiving.Payloads;

/// <summary>An event in binary mode: the attributes in headers that begin with <c>ce-</c>, the data in the body.</summary>
internal static partial class BinaryCloudEvent
{
    private const string Prefix = "ce-";

    /// <exception cref="UnreadablePayloadException">Attributes are missing or cannot be decoded, or the data cannot be read.</exception>
    public static Dictionary<string, object?> Read(
        ReadOnlyMemory<byte> body, string? contentType, IHeaderDictionary headers, ValueBudget budget)
    {
        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (header, values) in headers.Where(header => header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
        {
            budget.Spend();
            attributes[string.Concat(header[Prefix.Length..].Select(char.ToLowerInvariant))] = Value(values);
        }

        CloudEventsPayload.Check(attributes, "The request", Prefix);

        // These two come from the request's own body and content type, whatever a header says.
        attributes.Remove(CloudEventsPayload.DataContentType);
        if (!string.IsNullOrEmpty(contentType))
        {
            attributes[CloudEventsPayload.DataContentType] = contentType;
        }

        attributes[CloudEventsPayload.Data] = CloudEventsPayload.ReadData(body, contentType, "The body", budget);
        return attributes;
    }

    /// <summary>HTTP protocol binding, 3.1.3.2: quotes first, then one round of percent-decoding.</summary>
    private static string Value(StringValues values)
    {
        var text = values.Count == 1
            ? values.ToString()
            : throw new UnreadablePayloadException("A ce- header is sent more than once: send each attribute once.");
        if (text is ['"', .. var quoted, '"'])
        {
            text = QuotedPair().Replace(quoted, "$1");
        }

        return PercentEncoding.Decode(text, plusIsSpace: false) ?? throw new UnreadablePayloadException(
            "A ce- header is not percent-encoded UTF-8: write % as %25 and non-printable or non-ASCII characters as UTF-8 octets.");
    }

    [GeneratedRegex(@"\\(.)", RegexOptions.Singleline)]
    private static partial Regex QuotedPair();
}
