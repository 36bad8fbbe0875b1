using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;

namespace AlturBridge.Receiving.Payloads;

/// <summary><c>application/x-www-form-urlencoded</c>, in UTF-8: a body, or the parameters of an address.</summary>
internal static class FormPayload
{
    /// <exception cref="UnreadablePayloadException">A field cannot be decoded, or <see cref="FormModel"/> refuses it.</exception>
    public static Dictionary<string, object?> Read(ReadOnlySpan<byte> form) => Utf8.IsValid(form)
        ? Read(Encoding.UTF8.GetString(form), "form")
        : throw new UnreadablePayloadException("The form is not percent-encoded UTF-8: write % as %25, + as %2B and & as %26.");

    public static Dictionary<string, object?> Read(string form, string what)
    {
        var model = new FormModel(what);
        foreach (var field in new QueryStringEnumerable(form))
        {
            model.Add(Decode(field.EncodedName, model), Decode(field.EncodedValue, model));
        }

        return model.ToModel();
    }

    /// <summary>Nothing is trimmed: an unencoded plus sign remains visible as a leading space.</summary>
    private static string Decode(ReadOnlyMemory<char> text, FormModel model) =>
        PercentEncoding.Decode(text.ToString(), plusIsSpace: true) ?? throw new UnreadablePayloadException(
            $"Field {model.Count + 1} of the {model.What} is not percent-encoded UTF-8: write % as %25, + as %2B and & as %26.");
}
