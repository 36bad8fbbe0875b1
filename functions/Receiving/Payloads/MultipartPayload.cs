using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AlturBridge.Receiving.Payloads;

/// <summary><c>multipart/form-data</c>: fields only, no files.</summary>
internal static class MultipartPayload
{
    /// <summary>RFC 2046, 5.1.1.</summary>
    private const int MaxBoundaryLength = 70;

    /// <exception cref="UnreadablePayloadException">The parts cannot be told apart, or one is not a field that the form takes.</exception>
    public static Dictionary<string, object?> Read(ReadOnlyMemory<byte> body, string contentType)
    {
        using var stream = new MemoryStream(body.ToArray(), writable: false);
        var reader = new MultipartReader(Boundary(contentType), stream);
        var fields = new FormModel("form");

        try
        {
            // Completes synchronously: the bytes are in memory.
            while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
            {
                fields.Add(Name(section, fields.Count + 1), Value(section, fields.Count + 1));
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new UnreadablePayloadException(
                $"The form breaks off after field {fields.Count}: every part needs its headers, and a line with the boundary of the "
                + "content type before and after it.", exception);
        }

        return fields.ToModel();
    }

    private static string Boundary(string contentType)
    {
        var boundary = MediaTypeHeaderValue.TryParse(contentType, out var type)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString()
            : string.Empty;

        return boundary.Length is > 0 and <= MaxBoundaryLength && boundary.All(char.IsAscii)
            ? boundary
            : throw new UnreadablePayloadException(
                "The content type names no boundary: send multipart/form-data; boundary=… with the boundary between its parts.");
    }

    private static string Name(MultipartSection section, int number)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.Name.HasValue)
        {
            throw new UnreadablePayloadException(
                $"Field {number} of the form has no name: begin its part with Content-Disposition: form-data; name=\"…\".");
        }

        return disposition.FileName.HasValue || disposition.FileNameStar.HasValue
            ? throw new UnreadablePayloadException(
                $"Field {number} of the form is a file: send the lead as fields of text, without attachments.")
            : HeaderUtilities.UnescapeAsQuotedString(disposition.Name).ToString();
    }

    private static string Value(MultipartSection section, int number)
    {
        using var value = new MemoryStream();
        section.Body.CopyTo(value);
        var octets = value.GetBuffer().AsSpan(0, (int)value.Length);

        return Utf8.IsValid(octets)
            ? Encoding.UTF8.GetString(octets)
            : throw new UnreadablePayloadException($"Field {number} of the form is not valid UTF-8: send text encoded as UTF-8.");
    }
}
