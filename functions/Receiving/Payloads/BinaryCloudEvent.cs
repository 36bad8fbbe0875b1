using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AlturBridge.Receiving.Payloads;

/// <summary>An event in binary mode: the attributes in headers that begin with <c>ce-</c>, the data in the body.</summary>
internal static partial class BinaryCloudEvent
{
    private const string Prefix = "ce-";

    /// <exception cref="UnreadablePayloadException">Attributes are missing or cannot be decoded, or the data cannot be read.</exception>
    public static Dictionary<string, object?> Read(ReadOnlyMemory<byte> body, string? contentType, IHeaderDictionary headers, ValueBudget budget)
    {
        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (header, values) in headers)
        {
            if (header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                budget.Spend();
                attributes[Name(header)] = Value(values);
            }
        }

        CloudEventAttributes.Check(attributes, "The request", Prefix);

        // These two are the request's own body and content type, whatever a header says.
        attributes.Remove(CloudEventAttributes.DataContentType);
        if (!string.IsNullOrEmpty(contentType))
        {
            attributes[CloudEventAttributes.DataContentType] = contentType;
        }

        attributes[CloudEventAttributes.Data] = CloudEventData.Read(body, contentType, "The body", budget);
        return attributes;
    }

    private static string Name(string header) => string.Concat(header[Prefix.Length..].Select(char.ToLowerInvariant));

    /// <summary>HTTP protocol binding, 3.1.3.2: quotes first, then one round of percent-decoding.</summary>
    private static string Value(StringValues values)
    {
        var text = values.Count == 1 ? values.ToString() : throw new UnreadablePayloadException("A ce- header is sent more than once: send each attribute once.");
        if (text is ['"', .. var quoted, '"'])
        {
            text = QuotedPair().Replace(quoted, "$1");
        }

        return Octets(text) is { } octets && PercentEncoding.TryDecode(octets, plusIsSpace: false, out var decoded)
            ? decoded
            : throw new UnreadablePayloadException("A ce- header is not percent-encoded UTF-8: write % as %25 and other than printable ASCII as its UTF-8 octets.");
    }

    /// <returns>Null for half a surrogate pair.</returns>
    private static byte[]? Octets(string text)
    {
        var octets = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return Utf8.FromUtf16(text, octets, out _, out var written, replaceInvalidSequences: false) == System.Buffers.OperationStatus.Done
            ? octets[..written]
            : null;
    }

    [GeneratedRegex(@"\\(.)", RegexOptions.Singleline)]
    private static partial Regex QuotedPair();
}
