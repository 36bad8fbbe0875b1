using AlturBridge.Receiving.Payloads;
using AlturBridge.Receiving.Templates;
using AlturBridge.Tests.Receiving.Payloads;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Tests.Receiving.Templates;

/// <summary>Whatever is configured as template and whatever it is rendered over: it ends, in text or in a TemplateException.</summary>
[Properties(Replay = "(20261122,1)", MaxTest = 1500, Arbitrary = [typeof(TemplateProperties)], QuietOnSuccess = true)]
public sealed class TemplateProperties
{
    private static readonly string[] Pieces =
    [
        "{{", "}}", "{{{", "}}}", "{", "}", "{{~", "~}}", "{{!", "{{!--", "--}}", "{{#if ", "{{#unless ", "{{#each ", "{{#with ", "{{/if}}", "{{/unless}}", "{{/each}}", "{{/with}}", "{{else}}", "{{^}}", "{{else if ",
        "{{#", "{{/", "{{>", "{{&", "{{*", "{{#*inline 'a'}}", "item", "body", "headers.x-tenant", "query", "source", ".", "..", "../", "/", ".[0]", "[0]", "[", "]", "[a b]", "this", "@index", "@root", "@key", "@",
        "(", ")", "eq ", "find ", "join ", "lower ", "truncate ", "default ", "digits ", "key ", "lookup ", "log ", "if ", " ", "\n", "'", "\"", "'a'", "\"b\"", "1", "-1.5", "99999999999", "true", "null", "|", "as |x|",
        "a=", "=", "a", ".phone", ".list", ".length", "\\", "\\{{", "\0", "é", "😀", "\ud83d", "$", "%", "\u2028",
    ];

    private static readonly string[] Expressions =
    [
        "item.phone", "item.list", "body.list.[1]", "this", "text", "../item", "@index", "(find item.list 'type' 'a' 'text')", "(join item.tags ',')", "(eq item.phone 'x')", "(default item.none item.list)",
        "(lower item.list)", "(truncate item.phone 3)", "(key item.phone)", "(digits item)", "item.list.length", "item.none.deeper",
    ];

    public static Arbitrary<string> Templates()
    {
        var loose = Gen.Elements(Pieces).ListOf().Select(string.Concat);
        var expression = Gen.Elements(Expressions);
        var block = from name in Gen.Elements("if", "unless", "each", "with")
                    from condition in expression
                    from inside in expression
                    from otherwise in expression
                    select $"{{{{#{name} {condition}}}}}{{{{{inside.Trim('(', ')')}}}}}{{{{else}}}}{{{{{otherwise.Trim('(', ')')}}}}}{{{{/{name}}}}}";
        var plain = expression.Select(inside => $"{{{{{inside.Trim('(', ')')}}}}}");
        var sound = Gen.OneOf(block, plain).ListOf().Select(string.Concat);
        var damaged = from text in Gen.OneOf(block, sound)
                      from place in Gen.Choose(0, 100)
                      from piece in Gen.Elements(Pieces)
                      select text.Insert(Math.Min(place, text.Length), piece);

        return Gen.Frequency((2, loose), (2, sound), (3, damaged)).ToArbitrary();
    }

    [Property]
    public void A_template_is_compiled_or_refused_and_what_is_compiled_gives_a_line_or_is_refused(string template)
    {
        if (Compile(template ?? string.Empty) is not { } compiled)
        {
            return;
        }

        foreach (var sample in SamplePayload.All.Select(sample => sample.Bytes).Append("{\"list\":[{\"type\":\"a\",\"text\":\"b\"},\"c\",null,[1],true],\"tags\":[\"x\",\"y\"],\"phone\":\"+12025550143\"}"u8.ToArray()))
        {
            if (Payload.Read(sample, "application/json", PayloadFormat.Auto) is PayloadReading.Read { Model: var item })
            {
                var text = Render(compiled, TemplateModel.Of(item, new HeaderDictionary(), QueryCollection.Empty, "crm").With(item));
                Assert.DoesNotContain(text, char.IsControl);
            }
        }
    }

    /// <summary>Three braces are the same to Handlebars, and no plain path.</summary>
    [Theory]
    [InlineData("item")]
    [InlineData("item.phone")]
    [InlineData("item.phone.length")]
    [InlineData("item.phone.Length")]
    [InlineData("item.list")]
    [InlineData("item.list.length")]
    [InlineData("item.list.Count")]
    [InlineData("item.list.text")]
    [InlineData("item.object")]
    [InlineData("item.object.text")]
    [InlineData("item.object.Count")]
    [InlineData("item.object.none.deeper")]
    [InlineData("item.true")]
    [InlineData("item.yes")]
    [InlineData("item.no")]
    [InlineData("item.yes.no")]
    [InlineData("item.this.phone")]
    [InlineData("item.null")]
    [InlineData("item.a-b")]
    [InlineData("item.eq")]
    [InlineData("item.lines")]
    [InlineData("body.item.phone")]
    [InlineData("body.phone")]
    [InlineData("headers.X-Tenant")]
    [InlineData("headers.x-tenant")]
    [InlineData("query.campaign")]
    [InlineData("source")]
    [InlineData("source.none")]
    public void A_plain_path_gives_what_Handlebars_gives(string path)
    {
        var item = new Dictionary<string, object?>
        {
            ["phone"] = "+12025550143", ["list"] = new List<object?> { "a", null }, ["object"] = new Dictionary<string, object?> { ["text"] = "t" }, ["yes"] = true, ["no"] = false, ["true"] = "x", ["null"] = "y",
            ["a-b"] = "c", ["eq"] = "d", ["this"] = new Dictionary<string, object?> { ["phone"] = "z" }, ["lines"] = " a\r\n b\u0000 ", ["none"] = null,
        };
        var query = new QueryCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["campaign"] = "autumn" });
        var model = TemplateModel.Of(new Dictionary<string, object?> { ["item"] = item, ["phone"] = "1" }, new HeaderDictionary { ["X-Tenant"] = "acme" }, query, "crm").With(item);

        Assert.Equal(TextOrRefusal($"{{{{{{{path}}}}}}}", model), TextOrRefusal($"{{{{{path}}}}}", model));
    }

    [Theory]
    [InlineData("{{", " ", "")]
    [InlineData("{{item", " ", "")]
    [InlineData("{{", " ", "}")]
    [InlineData("", "{{", "")]
    [InlineData("", "{{'", "")]
    [InlineData("{{", "'", "")]
    [InlineData("{{", "'a'", "}")]
    [InlineData("{{lower ", "(", "")]
    [InlineData("{{lower ", "(", "}}")]
    [InlineData("{{lower item", ".a", "}}")]
    [InlineData("{{item.", "[", "}}")]
    [InlineData("{{item.", "[a", "]}}")]
    [InlineData("{{", "../", "}}")]
    [InlineData("", "{{#if item.a}}", "")]
    [InlineData("", "{{~#if item.a~}} ", "")]
    [InlineData("", "{{!", "")]
    [InlineData("{{!--", "-", "")]
    [InlineData("", "{{/if}}", "")]
    [InlineData("{{default ", "item.a ", "}}")]
    [InlineData("{{item.a", "~ ", "}}")]
    [InlineData("", "{{{", "")]
    [InlineData("", "\\{{", "")]
    [InlineData("{{default item.a item.b ", "a=1 ", "}}")]
    public async Task The_longest_template_is_read_in_no_time(string start, string piece, string end)
    {
        var template = start + string.Concat(Enumerable.Repeat(piece, (TemplateRules.MaxLength - start.Length - end.Length) / piece.Length)) + end;

        // A minute is far more than the milliseconds that it takes: backtracking over 4,000 characters takes hours.
        await Task.Run(() => Compile(template)).WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static string TextOrRefusal(string template, TemplateModel model)
    {
        try
        {
            return TextTemplate.Compile(template).Render(model);
        }
        catch (TemplateException exception)
        {
            return exception.Message;
        }
    }

    private static TextTemplate? Compile(string text)
    {
        try
        {
            return TextTemplate.Compile(text);
        }
        catch (TemplateException exception)
        {
            Assert.EndsWith(".", exception.Message, StringComparison.Ordinal);
            return null;
        }
    }

    private static string Render(TextTemplate template, TemplateModel model)
    {
        try
        {
            return template.Render(model);
        }
        catch (TemplateException)
        {
            return string.Empty;
        }
    }
}
