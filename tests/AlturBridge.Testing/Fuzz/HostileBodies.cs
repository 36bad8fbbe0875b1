using System.Text;
using AlturBridge.Receiving.Payloads;

namespace AlturBridge.Testing.Fuzz;

/// <summary>Bodies designed to cost as much as possible.</summary>
internal static class HostileBodies
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data; boundary=xyz";
    private const string Xml = "text/xml";
    private const string Event = "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/crm\",\"type\":\"lead\"";
    private const string Lead = "{\"phone_number_to\":\"+12025550143\",\"phone\":\"+12025550143\"}";

    /// <summary>A piece repeated up to a given length, with something before and after it.</summary>
    private static readonly (string ContentType, string Start, string Piece, string End)[] Repetitions =
    [
        (Json, "", "[", ""),
        (Json, "", "{\"a\":", ""),
        (Json, "[1", ",1", "]"),
        (Json, "[{}", ",{}", "]"),
        (Json, "[" + Lead, "," + Lead, "]"),
        (Json, "\"", "\\ud83d\\ude00", "\""),
        (Json, "{\"phone_number_to\":\"+1202555", "0", "\"}"),
        (Json, "{\"phone_number_to\":\"+12025550143\",\"end_user_context\":\"", "\\u0000x", "\"}"),
        (Json, "{\"phone\":\"+12025550143\",\"name\":\"", "😀", "\"}"),
        (Json, "{\"phone\":\"", "+1 (202) 555-0143 x", "\"}"),
        (Json, "{\"form_response\":{\"answers\":[{}", ",{\"type\":\"text\",\"text\":\"{{item}}\"}", "]},\"event_type\":\"form_response\"}"),
        (
            Json,
            "{\"event\":\"invitee.created\",\"payload\":{\"questions_and_answers\":[{}",
            ",{\"question\":\"a\",\"answer\":\"b\"}",
            "]}}"),
        (Json, "{\"entry\":[{}", ",{\"changes\":[{},{\"value\":{\"leadgen_id\":\"1\"}}]}", "]}"),
        (Json, " ", "\n", "x"),
        (Form, "phone=%2B12025550143", "&a", ""),
        (Form, "a", "[b]", "=1"),
        (Form, "contact[phone]=%2B12025550143&contact", "[]", "=1"),
        (Form, "phone=", "%F0%9F%98%80", ""),
        (Multipart, "--xyz\r\nContent-Disposition: form-data; name=phone\r\n\r\n", "\r\n--xy", "\r\n--xyz--"),
        (Multipart, "", "--xyz\r\nContent-Disposition: form-data; name=phone\r\n\r\n\r\n", "--xyz--"),
        (Xml, "", "<a>", ""),
        (
            Xml,
            "<Envelope><Body><notifications>",
            "<Notification><Id>1</Id><sObject><Phone>+12025550143</Phone></sObject></Notification>",
            "</notifications></Body></Envelope>"),
        (Xml, "<a>", "x<![CDATA[y]]>", "</a>"),
        (Xml, "<!DOCTYPE a [<!ENTITY x '", "x", "'>]><a>&x;</a>"),
        ("application/cloudevents-batch+json", $"[{Event}}}", $",{Event},\"data\":{Lead}}}", "]"),
        ("application/cloudevents+json", $"{Event},\"data_base64\":\"", "W1tb", "\"}"),
    ];

    private static readonly (string ContentType, string Body)[] Constructs =
    [
        (Xml, $"<!DOCTYPE a [<!ENTITY l0 'ha'>{string.Concat(Enumerable.Range(1, 20).Select(Entity))}]><a>&l20;</a>"),
        (Xml, "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"),
        (Xml, "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><a/>"),
        (Json, new string('[', 10_000) + new string(']', 10_000)),
        (Json, "{\"phone_number_to\":\"\\ud800\"}"),
        (Json, "{\"\\ud800\":1}"),
        (Json, "{\"phone_number_to\":\"+12025550143\\u0000\",\"end_user_display_name\":\"\\u0000\\u001b[31m\"}"),
        (Json, "{\"phone\":{\"phone\":[{}]},\"phone_number_to\":[1],\"item\":{},\"customData\":[],\"properties\":\"x\"}"),
        (Json, "{\"phone\":-1e999999,\"phone_number_to\":1e308}"),
        (Json, "null"),
        (Json, "\uFEFF{}"),
        (Form, string.Join('&', Enumerable.Range(0, 100_000))),
        (Form, "%"),
        (Form, "phone=%00%2B12025550143&name=%ED%A0%80"),
        (Form, "a=1&a[b]=2&a[b][c]=3"),
    ];

    public static (string ContentType, byte[] Body) Any(Random random, int longest)
    {
        if (random.Next(3) == 0)
        {
            var (type, body) = Constructs[random.Next(Constructs.Length)];
            return (type, Encoding.UTF8.GetBytes(body));
        }

        var (contentType, start, piece, end) = Repetitions[random.Next(Repetitions.Length)];
        var room = longest - Encoding.UTF8.GetByteCount(start) - Encoding.UTF8.GetByteCount(end);
        var times = Math.Max(1, room / Encoding.UTF8.GetByteCount(piece));
        return (contentType, Encoding.UTF8.GetBytes($"{start}{string.Concat(Enumerable.Repeat(piece, times))}{end}"));
    }

    /// <summary>Mostly short, occasionally the maximum length or one byte more.</summary>
    public static int AnyLength(Random random) => random.Next(12) switch
    {
        0 => RequestBody.MaxBytes,
        1 => RequestBody.MaxBytes + 1,
        2 => random.Next(RequestBody.MaxBytes),
        _ => random.Next(4096),
    };

    private static string Entity(int level) => $"<!ENTITY l{level} '{string.Concat(Enumerable.Repeat($"&l{level - 1};", 10))}'>";
}
