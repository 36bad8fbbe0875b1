using System.Net;
using System.Net.Sockets;
using System.Text;
using AlturBridge.Receiving.Payloads;
using static AlturBridge.Tests.Receiving.Payloads.Payload;

namespace AlturBridge.Tests.Receiving.Payloads;

public sealed class XmlPayloadTests
{
    private const string Nil = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil";

    [Theory]
    [InlineData("<lead><name>Ana</name><phone>1</phone></lead>", """{"lead":{"name":"Ana","phone":"1"}}""")]
    [InlineData("<a/>", """{"a":""}""")]
    [InlineData("<a></a>", """{"a":""}""")]
    [InlineData("<a>1</a>\n<!-- end -->\n", """{"a":"1"}""")]
    [InlineData("<s:a xmlns:s='urn:s'><s:b>1</s:b><c xmlns='urn:c'>2</c></s:a>", """{"a":{"b":"1","c":"2"}}""")]
    [InlineData("<a><b>1</b><c>x</c><b>2</b><b/></a>", """{"a":{"b":["1","2",""],"c":"x"}}""")]
    [InlineData("<a><b><c>1</c></b><b><c>2</c></b></a>", """{"a":{"b":[{"c":"1"},{"c":"2"}]}}""")]
    [InlineData("<a> <b> 1 </b>\n</a>", """{"a":{"b":" 1 "}}""")]
    [InlineData("<a>Caf&#xE9; &amp; <![CDATA[<b> & ]]>x<!-- no -->y<?no no?></a>", """{"a":"Café & <b> & xy"}""")]
    [InlineData("<a>text<b>1</b>text</a>", """{"a":{"b":"1"}}""")]
    [InlineData("<a id='1'><b x='2'>3</b></a>", """{"a":{"b":"3"}}""")]
    [InlineData($"<a><b {Nil}='true'/><c {Nil}='1'></c><d {Nil}='false'>x</d><e nil='true'>y</e></a>", """{"a":{"b":null,"c":null,"d":"x","e":"y"}}""")]
    [InlineData($"<a><b {Nil}='true'/><b>1</b></a>", """{"a":{"b":[null,"1"]}}""")]
    [InlineData("<?xml version='1.0' encoding='UTF-8'?><a>é</a>", """{"a":"é"}""")]
    public void Elements_become_members_by_their_local_names(string xml, string expected)
    {
        Assert.Equal(expected, Show(Read(xml, "text/xml")));
    }

    [Theory]
    [InlineData("text/xml; charset=utf-8")]
    [InlineData("application/xml")]
    [InlineData("Application/SOAP+XML")]
    public void XML_is_known_by_its_content_type(string contentType)
    {
        Assert.Equal("""{"a":"1"}""", Show(Read("<a>1</a>", contentType)));
        Assert.Equal("""{"a":"1"}""", Show(Read("\uFEFF<a>1</a>", contentType)));
    }

    [Fact]
    public void A_source_that_says_XML_is_read_as_XML_whatever_the_content_type()
    {
        Assert.Equal("""{"a":"1"}""", Show(Read("<a>1</a>", "application/json", PayloadFormat.Xml)));
    }

    [Theory]
    [InlineData("SECRET")]
    [InlineData("{}")]
    [InlineData("<SECRET>")]
    [InlineData("<a>SECRET</b>")]
    [InlineData("<a/><SECRET/>")]
    [InlineData("<a/> SECRET")]
    [InlineData("<a>&SECRET;</a>")]
    [InlineData("<a b='1' b='SECRET'/>")]
    [InlineData("<SECRET:a/>")]
    [InlineData("<a>\u0001SECRET</a>")]
    [InlineData("<!DOCTYPE SECRET><a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x 'SECRET'>]><a>&x;</a>")]
    [InlineData("<!-- nothing -->")]
    public void Malformed_XML_or_a_DOCTYPE_is_refused_with_its_position_but_not_its_text(string xml)
    {
        var problem = Problem(Read(xml, "text/xml"));

        Assert.Matches(
            "^The body is not the XML expected here: look at line [0-9]+, character [0-9]+; it must be well-formed XML without a DOCTYPE.$",
            problem);
    }

    [Fact]
    public void An_empty_body_is_refused_with_what_to_send()
    {
        Assert.Equal(NoLead, Problem(Read(" \n", "text/xml")));
    }

    [Fact]
    public void The_encoding_is_the_one_that_the_document_declares()
    {
        const string Latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>";

        Assert.Equal("""{"a":"é"}""", Show(Read(Encoding.Latin1.GetBytes(Latin), "text/xml")));
        Assert.Contains("look at line 1", Problem(Read(Encoding.Latin1.GetBytes("<a>é</a>"), "text/xml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Thirty_two_levels_are_read_and_thirty_three_are_not()
    {
        static string Nested(int levels) =>
            string.Concat(Enumerable.Repeat("<a>", levels)) + string.Concat(Enumerable.Repeat("</a>", levels));

        Assert.Equal(32, Extent.Of(Model(Read(Nested(32), "text/xml"))).Depth);
        Assert.Equal("The body nests more than 32 levels deep: send flatter XML.", Problem(Read(Nested(33), "text/xml")));
    }

    [Fact]
    public void Thousands_of_escaped_characters_are_ordinary_text()
    {
        Assert.Equal(
            new string('&', 5_000),
            Assert.IsType<Dictionary<string, object?>>(
                Model(Read($"<a>{string.Concat(Enumerable.Repeat("&amp;", 5_000))}</a>", "text/xml")))["a"]);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM '{0}'>]><a>&x;</a>")]
    [InlineData("<!DOCTYPE a SYSTEM '{0}'><a/>")]
    [InlineData("<!DOCTYPE a PUBLIC 'x' '{0}'><a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY % x SYSTEM '{0}'> %x;]><a/>")]
    [InlineData("<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='{0}' parse='text'/></a>")]
    [InlineData("<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:noNamespaceSchemaLocation='{0}'/>")]
    [InlineData("<?xml-stylesheet href='{0}'?><a/>")]
    public void Nothing_that_XML_points_to_is_fetched(string template)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var file = Path.GetTempFileName();

        try
        {
            File.WriteAllText(file, "SECRET");
            foreach (var address in (string[])[$"http://{server.LocalEndpoint}/x", new Uri(file).AbsoluteUri])
            {
                var reading = Read(string.Format(null, template, address), "text/xml");
                Assert.DoesNotContain(
                    "SECRET", reading.Problem ?? Show(reading), StringComparison.Ordinal);
            }

            Assert.False(server.Pending());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
