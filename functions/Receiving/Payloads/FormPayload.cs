using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AlturBridge.Receiving.Payloads;

/// <summary>
/// Forms, URL-encoded or multipart, and the parameters of an address. Brackets in a name nest its values: <c>a[b]</c> is b of a, and
/// <c>a[]</c> another element of the list a. Groups whose names are 0, 1, 2 and so on are lists too.
/// </summary>
internal static partial class FormPayload
{
    private const int MaxFields = 1_000;

    /// <summary>RFC 2046, 5.1.1.</summary>
    private const int MaxBoundaryLength = 70;

    public static bool Is(string? contentType) => PayloadReader.IsOf(contentType, "x-www-form-urlencoded") || IsMultipart(contentType);

    /// <exception cref="UnreadablePayloadException">It is not a form, contains a file, or has too many fields.</exception>
    public static Dictionary<string, object?> Read(ReadOnlyMemory<byte> body, string? contentType)
    {
        try
        {
            return Model(IsMultipart(contentType) ? Parts(body, contentType) : Fields(body));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new UnreadablePayloadException(
                "The form breaks off: send each field as a multipart part, between lines with the boundary in the Content-Type.",
                exception);
        }
    }

    private static bool IsMultipart(string? contentType) => PayloadReader.IsOf(contentType, "form-data");

    private static IEnumerable<(string Name, string Value)> Fields(ReadOnlyMemory<byte> body)
    {
        foreach (var field in new QueryStringEnumerable(Encoding.Latin1.GetString(body.Span)))
        {
            yield return (Decode(field.EncodedName), Decode(field.EncodedValue));
        }
    }

    /// <summary>Nothing is trimmed: an unencoded plus sign remains visible as a leading space.</summary>
    private static string Decode(ReadOnlyMemory<char> encoded)
    {
        var octets = Encoding.Latin1.GetBytes(encoded.ToString());
        return Text(WebUtility.UrlDecodeToBytes(octets, 0, octets.Length)!);
    }

    private static string Text(byte[] octets) => Utf8.IsValid(octets)
        ? Encoding.UTF8.GetString(octets)
        : throw new UnreadablePayloadException("The form has text that is not UTF-8: send names and values encoded as UTF-8.");

    private static IEnumerable<(string Name, string Value)> Parts(ReadOnlyMemory<byte> body, string? contentType)
    {
        var boundary = MediaTypeHeaderValue.TryParse(contentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (boundary is not { Length: > 0 and <= MaxBoundaryLength })
        {
            throw new UnreadablePayloadException(
                "The Content-Type names no boundary: send multipart/form-data; boundary=… with the line between its parts.");
        }

        // Completes synchronously: the bytes are in memory.
        var reader = new MultipartReader(boundary, new MemoryStream(body.ToArray()));
        while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } part)
        {
            using var value = new MemoryStream();
            part.Body.CopyTo(value);
            var disposition = part.GetContentDispositionHeader();
            yield return disposition?.IsFormDisposition() == true && disposition.Name.Length > 0
                ? (HeaderUtilities.UnescapeAsQuotedString(disposition.Name).ToString(), Text(value.ToArray()))
                : throw new UnreadablePayloadException(
                    "A part of the form is a file or has no name: send only fields of text, each with Content-Disposition: form-data; "
                    + "name=\"…\".");
        }
    }

    private static Dictionary<string, object?> Model(IEnumerable<(string Name, string Value)> fields)
    {
        var form = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (index, (name, value)) in fields.Index())
        {
            if (index == MaxFields)
            {
                throw new UnreadablePayloadException("The form has more than 1,000 fields: send only those the lead needs.");
            }

            Add(form, name, value);
        }

        return form.ToDictionary(field => field.Key, field => WithLists(field.Value), StringComparer.Ordinal);
    }

    private static void Add(Dictionary<string, object?> form, string name, string value)
    {
        var match = Nested().Match(name);
        List<string> path = match.Success
            ? [match.Groups["first"].Value, .. match.Groups["below"].Captures.Select(part => part.Value)]
            : [name];
        var group = form;
        foreach (var part in path.SkipLast(1))
        {
            group.TryAdd(part, new Dictionary<string, object?>(StringComparer.Ordinal));
            group = group[part] as Dictionary<string, object?> ?? throw Contradiction();
        }

        if (group.GetValueOrDefault(path[^1]) is Dictionary<string, object?>)
        {
            throw Contradiction();
        }

        if (match.Groups["list"].Success)
        {
            group.TryAdd(path[^1], new List<object?>());
        }

        PayloadReader.Add(group, path[^1], value);
    }

    private static UnreadablePayloadException Contradiction() =>
        new("A name in the form stands for a value and for a group of values, as in a=1&a[b]=2: rename one of them.");

    private static object? WithLists(object? value)
    {
        if (value is not Dictionary<string, object?> group)
        {
            return value;
        }

        var members = group.ToDictionary(member => member.Key, member => WithLists(member.Value), StringComparer.Ordinal);
        var indices = Enumerable.Range(0, members.Count).Select(index => $"{index}").ToList();
        return indices.TrueForAll(members.ContainsKey) ? indices.ConvertAll(index => members[index]) : members;
    }

    /// <summary>
    /// At most eight levels; any other name with brackets is one plain name. So is <c>a[][b]</c>: it does not say which b belongs to which
    /// other value.
    /// </summary>
    [GeneratedRegex(@"^(?<first>[^\[]+)(\[(?<below>[^\]]+)\]){0,7}(?<list>\[\])?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Nested();
}
