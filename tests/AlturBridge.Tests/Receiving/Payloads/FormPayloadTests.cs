using System.Text;
using AlturBridge.Receiving.Payloads;
using static AlturBridge.Tests.Receiving.Payloads.Payload;

namespace AlturBridge.Tests.Receiving.Payloads;

public sealed class FormPayloadTests
{
    private const string NotUtf8 = "The form has text that is not UTF-8: send names and values encoded as UTF-8.";
    private const string TooMany = "The form has more than 1,000 fields: send only those the lead needs.";

    [Theory]
    [InlineData("name=Ana&phone=%2B12025550143", """{"name":"Ana","phone":"+12025550143"}""")]
    [InlineData("contact[id]=42&contact[phone]=1", """{"contact":{"id":"42","phone":"1"}}""")]
    [InlineData("contact%5Bfields%5D%5Btime%5D=5", """{"contact":{"fields":{"time":"5"}}}""")]
    [InlineData("a[]=1&a[]=2", """{"a":["1","2"]}""")]
    [InlineData("a[0]=x&a[1]=y", """{"a":["x","y"]}""")]
    [InlineData("a[1]=y&a[0]=x", """{"a":["x","y"]}""")]
    [InlineData("a[0][b]=x&a[0][c]=y&a[1][b]=z", """{"a":[{"b":"x","c":"y"},{"b":"z"}]}""")]
    [InlineData("a[][b]=1&a[][b]=2", """{"a[][b]":["1","2"]}""")]
    [InlineData("a[5]=x", """{"a":{"5":"x"}}""")]
    [InlineData("a[]=1", """{"a":["1"]}""")]
    [InlineData("a[b][]=1&a[b][]=2", """{"a":{"b":["1","2"]}}""")]
    [InlineData("a=1&a[]=2", """{"a":["1","2"]}""")]
    [InlineData("Phone=1&phone=2", """{"Phone":"1","phone":"2"}""")]
    [InlineData("a[00]=x&a[0]=y", """{"a":{"00":"x","0":"y"}}""")]
    [InlineData("a[999999999999999999999]=x", """{"a":{"999999999999999999999":"x"}}""")]
    [InlineData("tag=x&tag=y&tag=z", """{"tag":["x","y","z"]}""")]
    [InlineData("a[b]=x&a[b]=y", """{"a":{"b":["x","y"]}}""")]
    [InlineData("0=x&1=y", """{"0":"x","1":"y"}""")]
    [InlineData("[a]=1&a[b=2&a]b[=3&a[b]c=4", """{"[a]":"1","a[b":"2","a]b[":"3","a[b]c":"4"}""")]
    [InlineData("a&b=&c=d=e", """{"a":"","b":"","c":"d=e"}""")]
    [InlineData("&&a=1&", """{"a":"1"}""")]
    [InlineData("=nameless&a=1", """{"":"nameless","a":"1"}""")]
    [InlineData("name=Zo%C3%AB&city=São+Paulo%20", """{"name":"Zoë","city":"São Paulo "}""")]
    [InlineData("a=%c3%ab%26%3d%25", """{"a":"ë&=%"}""")]
    [InlineData("a=100%+sure&b=%2&%zz=1", """{"a":"100% sure","b":"%2","%zz":"1"}""")]
    [InlineData("a[1][2][3][4][5][6][7][8]=x", """{"a[1][2][3][4][5][6][7][8]":"x"}""")]
    public void Fields_are_decoded_and_nested_by_their_names(string form, string expected)
    {
        Assert.Equal(expected, Show(Read(form, UrlEncoded)));
    }

    [Fact]
    public void A_plus_sign_that_was_not_encoded_stays_visible_as_a_leading_space()
    {
        Assert.Equal("""{"phone":" 525555550123"}""", Show(Read("phone=+525555550123", UrlEncoded)));
    }

    [Fact]
    public void The_parameters_and_the_case_of_the_content_type_do_not_matter()
    {
        Assert.Equal("""{"a":"1"}""", Show(Read("a=1", "Application/X-WWW-Form-UrlEncoded; charset=UTF-8")));
    }

    [Fact]
    public void A_source_that_says_form_is_read_as_a_form_whatever_the_content_type()
    {
        Assert.Equal("""{"a":"1"}""", Show(Read("a=1", "text/plain", PayloadFormat.Form)));
    }

    [Theory]
    [InlineData("""{"phone":"+12025550143"}""", """{"phone":"+12025550143"}""")]
    [InlineData(""" [{"phone":"+1=2&3"}] """, """[{"phone":"+1=2&3"}]""")]
    public void JSON_that_says_it_is_a_form_is_read_as_JSON(string body, string expected)
    {
        Assert.Equal(expected, Show(Read(body, UrlEncoded)));
    }

    [Theory]
    [InlineData("a=1&a[b]=2")]
    [InlineData("a[b]=2&a=1")]
    [InlineData("a[b]=1&a[]=2")]
    [InlineData("x=y&a[b]=1&a[b][c]=2")]
    [InlineData("a=1&a=2&a[0]=3")]
    public void A_name_that_is_a_value_and_a_group_at_once_is_refused(string form)
    {
        const string Sentence =
            "A name in the form stands for a value and for a group of values, as in a=1&a[b]=2: rename one of them.";

        Assert.Equal(Sentence, Problem(Read(form, UrlEncoded)));
        Assert.Equal(Sentence, Problem(ReadQuery($"?{form}")));
    }

    [Theory]
    [InlineData("ok=1&a=%C3")]
    [InlineData("ok=1&a=Jos%E9")]
    [InlineData("ok=1&a=%C0%A0")]
    [InlineData("ok=1&a=%ED%A0%80")]
    [InlineData("ok=1&na%EFme=x")]
    public void Text_that_is_not_UTF_8_is_refused(string form)
    {
        Assert.Equal(NotUtf8, Problem(Read(form, UrlEncoded)));
        Assert.Equal(NotUtf8, Problem(ReadQuery($"?{form}")));
        Assert.Equal(NotUtf8, Problem(Read([.. "a="u8, 0xE9], UrlEncoded)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    public void An_empty_form_is_refused_with_what_to_send(string form)
    {
        Assert.Equal(NoLead, Problem(Read(form, UrlEncoded)));
    }

    [Fact]
    public void A_thousand_fields_are_read_and_one_more_is_not()
    {
        static string Form(int fields) => string.Join('&', Enumerable.Range(0, fields).Select(field => $"f{field}=x"));

        Assert.Equal(1_001, Extent.Of(Model(Read(Form(1_000), UrlEncoded))).Values);
        Assert.Equal(TooMany, Problem(Read(Form(1_001), UrlEncoded)));
        Assert.Equal(TooMany, Problem(ReadQuery($"?{Form(1_001)}")));
    }

    [Fact]
    public void No_sentence_quotes_the_form()
    {
        string[] forms = ["SECRET=%FFSECRET", "SECRET=1&SECRET[SECRET]=2"];

        Assert.All(
            forms,
            form => Assert.DoesNotContain("SECRET", Problem(Read(Encoding.UTF8.GetBytes(form), UrlEncoded)), StringComparison.Ordinal));
    }
}
