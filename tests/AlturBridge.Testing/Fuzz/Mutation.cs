using System.Text;

namespace AlturBridge.Testing.Fuzz;

/// <summary>Changes to a payload, from a single bit to a piece of another payload.</summary>
internal static class Mutation
{
    private static readonly byte[][] Tokens = [.. new[]
    {
        "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "true", "false", "-0", "1e999", "\\ud800", "\\u0000", "\\n", "\0", "\u007f",
        "\u0085", "\u2028", "\uFEFF", "😀", "{{", "}}", "{{item.phone}}",
        "{% for a in body %}", "<", ">", "</", "/>", "<!DOCTYPE a [", "<![CDATA[", "]]>", "&x;", "&#0;", "&#65;", "<!--", "&", "=", "%",
        "%2B", "%00", "+", "+12025550143", "+52 1 55 1234 5678", "x123", ";ext=5",
        "00", "٠١٢٣٤", "\r\n", "--xyz", "specversion", "phone_number_to",
    }.Select(Encoding.UTF8.GetBytes)];

    public static byte[] Any(byte[] body, Random random)
    {
        var (start, length) = Part(body, random);
        var (before, part, behind) = (body[..start], body[start..(start + length)], body[(start + length)..]);

        return random.Next(9) switch
        {
            0 when length > 0 => [.. before, (byte)(part[0] ^ (1 << random.Next(8))), .. part[1..], .. behind],
            1 => [.. before, .. behind],
            2 => [.. before, .. part, .. part, .. behind],
            3 => before,
            4 => [.. before, .. Tokens[random.Next(Tokens.Length)], .. part, .. behind],
            5 => [.. before, .. Tokens[random.Next(Tokens.Length)], .. behind],
            6 => [.. before, .. Noise(random.Next(20), random), .. behind],
            7 => [.. before, .. Enumerable.Repeat(
                Tokens[random.Next(Tokens.Length)], random.Next(2000)).SelectMany(token => token), .. part, .. behind],
            _ => [.. behind, .. before, .. part],
        };
    }

    public static byte[] Noise(int length, Random random)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    /// <summary>A JSON payload as the only element of a list, or as one of many that differ.</summary>
    public static byte[] Batch(byte[] body, int count) =>
        Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, count).Select(number =>
            Encoding.UTF8.GetString(body).Replace("555", $"5{number % 90 + 10}", StringComparison.Ordinal)))}]");

    /// <summary>Replaces a word with a marker, so that leaks of the payload can be detected.</summary>
    public static byte[] Mark(byte[] body, string marker, Random random)
    {
        for (var place = body.Length == 0 ? 0 : random.Next(body.Length); place + 4 < body.Length; place++)
        {
            if (body.AsSpan(place, 4).IndexOfAnyExceptInRange((byte)'a', (byte)'z') < 0)
            {
                return [.. body[..place], .. Encoding.ASCII.GetBytes(marker), .. body[(place + 4)..]];
            }
        }

        return body;
    }

    private static (int Start, int Length) Part(byte[] body, Random random)
    {
        var start = random.Next(body.Length + 1);
        return (start, Math.Min(body.Length - start, random.Next(random.Next(3) == 0 ? 200 : 8)));
    }
}
