using System.Text;
using static AlturBridge.Tests.Receiving.Payloads.Payload;

namespace AlturBridge.Tests.Receiving.Payloads;

public sealed class MultipartPayloadTests
{
    private const string NoField = "A part of the form is a file or has no name: send only fields of text, each with Content-Disposition: "
        + "form-data; name=\"…\".";

    [Fact]
    public void Fields_are_nested_as_in_any_form()
    {
        var body = Body(
            ("name", "Zoë"),
            ("contact[phone]", "+1 (202) 555-0143"),
            ("tag", "x"),
            ("tag", "y"),
            ("note", " two\r\nlines "),
            ("none", string.Empty));

        Assert.Equal(
            """{"name":"Zoë","contact":{"phone":"+1 (202) 555-0143"},"tag":["x","y"],"note":" two\r\nlines ","none":""}""",
            Show(Read(body, Multipart)));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=xyz")]
    [InlineData("Multipart/Form-Data; charset=utf-8; boundary=\"xyz\"")]
    public void The_boundary_may_be_quoted(string contentType)
    {
        Assert.Equal("""{"a":"1"}""", Show(Read(Body(("a", "1")), contentType)));
    }

    [Theory]
    [InlineData("name=a")]
    [InlineData("name=\"a\"")]
    [InlineData("name=\"a\"; x=y")]
    public void A_name_may_be_quoted(string parameters)
    {
        Assert.Equal("""{"a":"1"}""", Show(Read(Part(parameters, "1") + "--xyz--", Multipart)));
    }

    [Theory]
    [InlineData("filename=\"lead.csv\"")]
    [InlineData("filename*=UTF-8''lead.csv")]
    public void A_file_is_refused(string parameter)
    {
        var body = Part("name=\"a\"", "1") + Part($"name=\"SECRET\"; {parameter}", "SECRET") + "--xyz--";

        Assert.Equal(NoField, Problem(Read(body, Multipart)));
    }

    [Fact]
    public void A_file_that_was_not_chosen_is_an_empty_field()
    {
        Assert.Equal("""{"a":""}""", Show(Read(Part("name=\"a\"; filename=\"\"", string.Empty) + "--xyz--", Multipart)));
    }

    [Theory]
    [InlineData("--xyz\r\n\r\nSECRET\r\n--xyz--")]
    [InlineData("--xyz\r\nContent-Type: text/plain\r\n\r\nSECRET\r\n--xyz--")]
    [InlineData("--xyz\r\nContent-Disposition: form-data\r\n\r\nSECRET\r\n--xyz--")]
    [InlineData("--xyz\r\nContent-Disposition: form-data; name*=UTF-8''SECRET\r\n\r\nSECRET\r\n--xyz--")]
    [InlineData("--xyz\r\nContent-Disposition: ;;=\r\n\r\nSECRET\r\n--xyz--")]
    public void A_part_without_a_name_is_refused(string body)
    {
        Assert.Equal(NoField, Problem(Read(body, Multipart)));
    }

    [Theory]
    [InlineData("SECRET")]
    [InlineData("a=1&b=2")]
    [InlineData("--other\r\nContent-Disposition: form-data; name=\"SECRET\"\r\n\r\n1\r\n--other--")]
    [InlineData("--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nSECRET")]
    [InlineData("--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xyz\r\nContent-Disp")]
    [InlineData("--xyz\r\nSECRET\r\n\r\n1\r\n--xyz--")]
    public void A_form_that_breaks_off_is_refused_without_its_text(string body)
    {
        Assert.Equal(
            "The form breaks off: send each field as a multipart part, between lines with the boundary in the Content-Type.",
            Problem(Read(body, Multipart)));
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    [InlineData("multipart/form-data; boundary=a b c d e f; x")]
    [InlineData("multipart/form-data; boundary=12345678901234567890123456789012345678901234567890123456789012345678901")]
    public void A_content_type_without_a_boundary_is_refused(string contentType)
    {
        Assert.Equal(
            "The Content-Type names no boundary: send multipart/form-data; boundary=… with the line between its parts.",
            Problem(Read(Body(("a", "1")), contentType)));
    }

    [Fact]
    public void A_value_that_is_not_UTF_8_is_refused()
    {
        byte[] body = [.. "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"u8, 0xE9, .. "\r\n--xyz--"u8];

        Assert.StartsWith("The form has text that is not UTF-8", Problem(Read(body, Multipart)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_bounds_of_a_form_hold()
    {
        Assert.Equal(1_001, Extent.Of(Model(Read(Fields(1_000), Multipart))).Values);
        Assert.Contains("more than 1,000 fields", Problem(Read(Fields(1_001), Multipart)), StringComparison.Ordinal);
    }

    private static string Fields(int count) => Body([.. Enumerable.Range(0, count).Select(field => ($"f{field}", "x"))]);

    private static string Body(params (string Name, string Value)[] fields) =>
        fields.Aggregate(new StringBuilder(), (body, field) => body.Append(Part($"name=\"{field.Name}\"", field.Value)))
            .Append("--xyz--\r\n")
            .ToString();

    private static string Part(string parameters, string value) =>
        $"--xyz\r\nContent-Disposition: form-data; {parameters}\r\n\r\n{value}\r\n";
}
