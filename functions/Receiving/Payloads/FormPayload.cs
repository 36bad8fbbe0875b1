using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace AlturBridge.Receiving.Payloads;

/// <summary>Forms, URL-encoded or multipart, and the parameters of an address: fields nested by the brackets in their names.</summary>
internal static partial class FormPayload
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    private static readonly FormOptions Limits = new()
    {
        ValueCountLimit = 1_000,

        // More than a request has: no part is written to a file.
        MemoryBufferThreshold = 1024 * 1024,
    };

    /// <param name="body">The form.</param>
    /// <param name="contentType">Multipart with its boundary; anything else is read as URL-encoded.</param>
    /// <exception cref="UnreadablePayloadException">It is not a form, has a file, or too many fields.</exception>
    public static Dictionary<string, object?> Read(ReadOnlyMemory<byte> body, string? contentType)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = contentType;
        request.ContentType = request.HasFormContentType ? contentType : UrlEncoded;
        request.Body = new MemoryStream(body.ToArray());

        try
        {
            // Completes synchronously: the bytes are in memory.
            var form = new FormFeature(request, Limits).ReadForm();
            return form.Files.Count == 0 ? Read(form)
                : throw new UnreadablePayloadException("The form holds a file: send the lead as fields of text, without attachments.");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or NotSupportedException)
        {
            throw new UnreadablePayloadException(
                $"The form cannot be read: send at most {Limits.ValueCountLimit} fields, as name=value&name=value in UTF-8, or as parts "
                + "between the boundary that the content type names.", exception);
        }
    }

    public static Dictionary<string, object?> Read(IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        var form = new Dictionary<string, object?>(StringComparer.Ordinal);

        // No template could name a field without a name.
        foreach (var (name, values) in fields.Where(field => field.Key.Length > 0))
        {
            foreach (var (index, value) in values.Index())
            {
                Add(form, Path(name, index), value);
            }
        }

        return form.ToDictionary(field => field.Key, field => WithLists(field.Value), StringComparer.Ordinal);
    }

    private static void Add(Dictionary<string, object?> form, IReadOnlyList<string> path, string? value)
    {
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

        MultiValue.Add(group, path[^1], value);
    }

    private static UnreadablePayloadException Contradiction() =>
        new("A name in the form stands for a value and for a group of values, as in a=1&a[b]=2: rename one of them.");

    /// <returns>
    /// <c>a[b][]</c> as "a", "b" and the value's index among those of this name; any other name with brackets is one plain name.
    /// </returns>
    private static List<string> Path(string name, int index) => Nested().Match(name) is { Success: true } match
        ? [
            match.Groups["first"].Value,
            .. match.Groups["below"].Captures.Select(part => part.Length > 0 ? part.Value : Text(index)),
        ]
        : [name];

    /// <summary>A group whose names are 0, 1, 2 and so on, in any order, is a list.</summary>
    private static object? WithLists(object? value)
    {
        if (value is not Dictionary<string, object?> group)
        {
            return value;
        }

        var members = group.ToDictionary(member => member.Key, member => WithLists(member.Value), StringComparer.Ordinal);
        var indices = Enumerable.Range(0, members.Count).Select(Text).ToList();
        return indices.TrueForAll(members.ContainsKey) ? indices.ConvertAll(index => members[index]) : members;
    }

    private static string Text(int index) => index.ToString(CultureInfo.InvariantCulture);

    /// <summary>At most eight levels.</summary>
    [GeneratedRegex(@"^(?<first>[^\[]+)(\[(?<below>[^\]]*)\]){0,7}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Nested();
}
