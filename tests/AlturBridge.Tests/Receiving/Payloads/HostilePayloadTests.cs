using System.Text;
using AlturBridge.Receiving.Payloads;
using static AlturBridge.Tests.Receiving.Payloads.Payload;

namespace AlturBridge.Tests.Receiving.Payloads;

/// <summary>
/// Bodies made to cost as much as possible: they end in a sentence or a model of bounded size, and use memory in proportion.
/// </summary>
public sealed class HostilePayloadTests
{
    private const int MaxBytes = 256 * 1024;

    /// <summary>Allocations reveal work: quadratic work on 256 KB would take gigabytes.</summary>
    private const long MaxAllocated = 64L * 1024 * 1024;

    private const string Event = "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/crm\",\"type\":\"lead\"";
    private const string Entities = "<!DOCTYPE a [<!ENTITY x '";

    private static readonly Dictionary<string, (string? ContentType, string Start, string Piece, string End)> Bodies = new()
    {
        ["JSON, open arrays"] = (null, "", "[", ""),
        ["JSON, open objects"] = (null, "", "{\"\":", ""),
        ["JSON, many numbers"] = (null, "[1", ",1", "]"),
        ["JSON, many empty objects"] = (null, "[{}", ",{}", "]"),
        ["JSON, one long number"] = (null, "", "1", ""),
        ["JSON, one long string of escapes"] = (null, "\"", "\\u0041", "\""),
        ["JSON, one long string that does not end"] = (null, "\"", "a", ""),
        ["JSON, one name many times"] = (null, "{\"a\":1", ",\"a\":1", "}"),
        ["JSON, white space"] = (null, "1", " ", "x"),
        ["JSON, line ends before a mistake"] = (null, "[", "\n", "x"),
        ["form, many fields"] = (UrlEncoded, "a", "&a", ""),
        ["form, many ampersands"] = (UrlEncoded, "a", "&", ""),
        ["form, many equal signs"] = (UrlEncoded, "a", "=", ""),
        ["form, deep name"] = (UrlEncoded, "a", "[a]", "=1"),
        ["form, open brackets"] = (UrlEncoded, "a", "[", "=1"),
        ["form, closed brackets"] = (UrlEncoded, "a[", "]", "=1"),
        ["form, one long name in a thousand fields"] = (UrlEncoded, string.Concat(Enumerable.Repeat("a[b]&", 999)), "a", "[b]=1"),
        ["form, many percent signs"] = (UrlEncoded, "a=", "%41", ""),
        ["form, empty indices"] = (UrlEncoded, string.Concat(Enumerable.Repeat("a[][][][][][][][]=1&", 999)), "a", ""),
        ["form, huge indices"]
        = (UrlEncoded, string.Join('&', Enumerable.Range(0, 999).Select(index => $"a[{2_147_483_647 - index}]=1")), "x", ""),
        ["multipart, boundaries alone"] = (Multipart, "", "--xyz\r\n", "--xyz--"),
        ["multipart, almost boundaries"]
        = (Multipart, "--xyz\r\nContent-Disposition: form-data; name=a\r\n\r\n", "\r\n--xy", "\r\n--xyz--"),
        ["multipart, no line ends"] = (Multipart, "--xyz\r\nContent-Disposition: form-data; name=", "a", "\r\n--xyz--"),
        ["multipart, many headers"] = (Multipart, "--xyz\r\n", "a: b\r\n", "\r\n\r\n--xyz--"),
        ["multipart, a long preamble"] = (Multipart, "", "-", "\r\n--xyz--"),
        ["multipart, many parts"] = (Multipart, "", "--xyz\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n", "--xyz--"),
        ["XML, open elements"] = ("text/xml", "", "<a>", ""),
        ["XML, many elements"] = ("text/xml", "<a>", "<b/>", "</a>"),
        ["XML, many names"] = ("text/xml", "<a>", "<b/>x", "</a>"),
        ["XML, pieces of text"] = ("text/xml", "<a>", "x<![CDATA[x]]>", "</a>"),
        ["XML, comments between text"] = ("text/xml", "<a>", "x<!---->", "</a>"),
        ["XML, character references"] = ("text/xml", "<a>", "&#65;", "</a>"),
        ["XML, one long attribute"] = ("text/xml", "<a b='", "x", "'/>"),
        ["XML, one attribute many times"] = ("text/xml", "<a", " b=''", "/>"),
        ["XML, one long name"] = ("text/xml", "<", "a", "/>"),
        ["XML, a comment that does not end"] = ("text/xml", "<a><!--", " -", ""),
        ["XML, a document type of many entities"] = ("text/xml", Entities, "x", "'>]><a>&x;</a>"),
        ["XML, one entity many times"] = ("text/xml", Entities + new string('x', 1_000) + "'>]><a>", "&x;", "</a>"),
        ["events, many empty"] = ("application/cloudevents-batch+json", "[{}", ",{}", "]"),
        ["events, many"] = ("application/cloudevents-batch+json", $"[{Event}}}", $",{Event}}}", "]"),
        ["events, many with data"] = ("application/cloudevents-batch+json", $"[{Event}}}", $",{Event},\"data_base64\":\"W1sxXV0=\"}}", "]"),
        ["events, nested data"] = ("application/cloudevents+json", $"{Event},\"data_base64\":\"", "W1tb", "\"}"),
    };

    public static TheoryData<string> Names => [.. Bodies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_body_of_256_KB_costs_what_its_size_allows(string name)
    {
        var (contentType, start, piece, end) = Bodies[name];
        var body = Encoding.UTF8.GetBytes(
            start + string.Concat(Enumerable.Repeat(piece, (MaxBytes - start.Length - end.Length) / piece.Length)) + end);

        AssertBounded(body, contentType);
    }

    [Theory]
    [InlineData(" a{0}=''")]
    [InlineData(" xmlns:a{0}='u'")]
    [InlineData(" xmlns:a{0}='u{0}' a{0}:b=''")]
    [InlineData(" xmlns:a{0}='u' a{0}:b=''")]
    public void An_element_of_ten_thousand_different_attributes_costs_what_its_size_allows(string attribute)
    {
        AssertBounded(
            Encoding.UTF8.GetBytes(
                $"<a{string.Concat(Enumerable.Range(0, 10_000).Select(number => string.Format(null, attribute, number)))}/>"),
            "text/xml");
    }

    [Fact]
    public void An_attribute_of_a_million_characters_is_read_over()
    {
        Assert.Equal("""{"a":"1"}""", Show(Read($"<a b='{new string('x', 1_000_000)}'>1</a>", "text/xml")));
    }

    [Fact]
    public void Entities_that_multiply_are_refused_unread()
    {
        var entities = Enumerable.Range(1, 20).Select(
            level => $"<!ENTITY l{level} '{string.Concat(Enumerable.Repeat($"&l{level - 1};", 10))}'>");
        var bomb = $"<!DOCTYPE a [<!ENTITY l0 'ha'>{string.Concat(entities)}]><a>&l20;</a>";

        Assert.Contains("without a DOCTYPE", Problem(Read(bomb, "text/xml")), StringComparison.Ordinal);
        AssertBounded(Encoding.UTF8.GetBytes(bomb), "text/xml");
    }

    [Fact]
    public void A_hundred_thousand_fields_are_refused()
    {
        var form = string.Join('&', Enumerable.Range(0, 100_000).Select(field => field.ToString("x", null)));

        Assert.Contains("more than 1,000 fields", Problem(Read(form, UrlEncoded)), StringComparison.Ordinal);
        AssertBounded(Encoding.UTF8.GetBytes(form), UrlEncoded);
    }

    private static void AssertBounded(byte[] body, string? contentType)
    {
        foreach (var format in Enum.GetValues<PayloadFormat>())
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var reading = Read(body, contentType, format);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocated);

            if (reading.Problem is { } problem)
            {
                Assert.InRange(problem.Length, 1, 300);
            }
            else
            {
                Assert.InRange(Extent.Of(reading.Model).Values, 1, ValuesOf(body));
            }
        }
    }

    /// <summary>
    /// A value takes at least two bytes to send; two sent values can become a list, and five an event with null data added.
    /// </summary>
    private static int ValuesOf(byte[] body) => Math.Min(body.Length + 2, 30_010);
}
