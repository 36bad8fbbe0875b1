namespace AlturBridge.Receiving.Payloads;

/// <summary><c>application/x-www-form-urlencoded</c>, in UTF-8.</summary>
internal static class FormPayload
{
    /// <exception cref="UnreadablePayloadException">A field cannot be decoded, or <see cref="FormFields"/> refuses it.</exception>
    public static Dictionary<string, object?> Read(ReadOnlySpan<byte> form)
    {
        var fields = new FormFields();

        foreach (var range in form.Split((byte)'&'))
        {
            if (form[range] is { IsEmpty: false } field)
            {
                Add(fields, field);
            }
        }

        return fields.ToModel();
    }

    private static void Add(FormFields fields, ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)'=');
        var name = end < 0 ? field : field[..end];
        var value = end < 0 ? [] : field[(end + 1)..];

        fields.Add(Decode(name, fields.Count + 1), Decode(value, fields.Count + 1));
    }

    /// <summary>Nothing is trimmed: a plus sign that was sent unencoded stays visible as a leading space.</summary>
    private static string Decode(ReadOnlySpan<byte> text, int number) => PercentEncoding.TryDecode(text, plusIsSpace: true, out var decoded)
        ? decoded
        : throw new UnreadablePayloadException($"Field {number} of the form is not percent-encoded UTF-8: write % as %25, + as %2B and & as %26.");
}
