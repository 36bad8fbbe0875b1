using AlturBridge.Receiving.Payloads;
using AlturBridge.Receiving.Sources;
using AlturBridge.Receiving.Templates;
using AlturBridge.Tests.Receiving.Payloads;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AlturBridge.Tests.Receiving.Templates;

/// <summary>For any template and any input: rendering ends, in text or in a TemplateException.</summary>
[Properties(Replay = "(20261122,1)", MaxTest = 1500, Arbitrary = [typeof(TemplateProperties)], QuietOnSuccess = true)]
public sealed class TemplateProperties
{
    private static readonly string[] Pieces =
    [
        "{{", "}}", "{%", "%}", "{{-", "-}}", "{%-", "-%}", "{", "}", "{% if ", "{% unless ", "{% for a in ", "{% case ", "{% when ",
        "{% else %}", "{% elsif ", "{% endif %}", "{% endunless %}", "{% endfor %}",
        "{% endcase %}", "{% assign a = ", "{% raw %}", "{% endraw %}", "{% comment %}", "{% endcomment %}", "{% # ", "{% break %}",
        "{% continue %}", "{% include 'a' %}", "{% capture a %}", "{% liquid ", "item", "body",
        "headers.x-tenant", "query", "source", "forloop.index", ".", "..", "[0]", "[", "]", "['a b']", "(", ")", "(1..9)", "|", " | ", ":",
        ",", "==", "!=", "<>", "<", ">=", " contains ", " and ", " or ", " limit: ", " offset: ",
        " reversed", "default: ", "digits", "key: ", "join: ", "map: ", "where: ", "find: ", "first", "last", "size", "json", "date: ",
        "truncate: ", "slice: ", "split: ", "replace: ", "sort", "sum", "uniq", "plus: ", "divided_by: ",
        "format_number: ", "time_zone: ", "base64_decode", " ", "\n", "'", "\"", "'a'", "\"b\"", "1", "-1.5",
        "99999999999999999999999999999999", "true", "nil", "blank", "empty", "=", "a", ".phone", ".list", "\\", "\0", "é", "😀",
        "\ud83d", "$", "%", "\u2028", "#", "?", "()",
    ];

    private static readonly string[] Expressions =
    [
        "item.phone", "item.list", "body.list[1]", "item.list[0].text", "item.number", "item['list'].first",
        "item.list | find: 'type', 'a'", "item.tags | join: ','", "item.phone == 'x'", "item.none | default: item.list",
        "item.list | downcase", "item.phone | truncate: 3", "item.phone | key: item.number", "item | digits", "item.list.size",
        "item.none.deeper", "item.list | where: 'type', 'a' | map: 'text' | first", "item.number > 3",
        "item.list | sort: 'text'", "item.list | uniq | json", "item.phone | date: '%Y'", "item.number | divided_by: 0",
        "item.list[item.number]", "item.list | concat: item.tags | compact | size", "item.phone | slice: item.number",
    ];

    private static readonly IReadOnlyList<TextTemplate> OfPresets =
        [.. SourceLayers.Presets.Names.SelectMany(PresetTemplates.Of).Select(template => template.Text).Distinct().Select(
            text => new TextTemplate("T", text))];

    private const string Hostile =
        """{"list":[{"type":"a","text":"b"},"c",null,[1],true,-0.5,{}],"tags":["x","y"],"phone":"+12025550143","number":1e3,"first":{},"size":[],"a b":"","long":12345678901234567890123456789012345}""";

    public static Arbitrary<string> Templates()
    {
        var loose = Gen.Elements(Pieces).ListOf().Select(string.Concat);
        var expression = Gen.Elements(Expressions);
        var block = from name in Gen.Elements("if", "unless", "for a in", "case")
                    from condition in expression
                    from inside in expression
                    from otherwise in expression
                    select $"{{% {name} {condition} %}}{(name == "case" ? "{% when 'x' %}" : string.Empty)}{{{{ {inside} }}}}{{% else "
                        + "%}}{{{{ {otherwise} }}}}{{% end{name.Split(' ')[0]} %}}";
        var plain = expression.Select(inside => $"{{{{ {inside} }}}}");
        var sound = Gen.OneOf(block, plain).ListOf().Select(string.Concat);
        var damaged = from text in Gen.OneOf(
            block,
            sound,
            Gen.Elements(SourceLayers.Presets.Names.SelectMany(PresetTemplates.Of).Select(template => template.Text).ToArray()))
                      from place in Gen.Choose(0, 100)
                      from piece in Gen.Elements(Pieces)
                      select text.Insert(Math.Min(place, text.Length), piece);

        return Gen.Frequency((2, loose), (2, sound), (3, damaged)).ToArbitrary();
    }

    [Property]
    public void Any_template_is_refused_or_compiles_and_then_gives_a_line_or_a_refusal(string template)
    {
        if (Compile(template ?? string.Empty) is not { } compiled)
        {
            return;
        }

        foreach (var sample in SamplePayload.All.Select(sample => sample.Bytes).Append(System.Text.Encoding.UTF8.GetBytes(Hostile)))
        {
            if (Payload.Read(sample, "application/json", PayloadFormat.Auto) is { Problem: null, Model: var item })
            {
                AssertIsLine(compiled, Models.Of(item));
            }
        }
    }

    /// <summary>Any value where a preset expects another: its templates give a line or a refusal.</summary>
    [Property]
    public void A_preset_takes_whatever_a_payload_holds(int seed)
    {
        var random = new Random(seed);
        var sample = SamplePayload.All[random.Next(SamplePayload.All.Count)];
        if (sample.Read() is { Problem: null, Model: var body })
        {
            var model = Models.Of(Garbled(body, random));
            OfPresets.ToList().ForEach(template => AssertIsLine(template, model));
        }
    }

    [Theory]
    [InlineData("{{", " ", "")]
    [InlineData("{{item", " ", "")]
    [InlineData("", "{{", "")]
    [InlineData("", "{%", "")]
    [InlineData("{{", "'", "")]
    [InlineData("{{", "'a'", "}}")]
    [InlineData("{{", "(", "")]
    [InlineData("{{item", "[item", "}}")]
    [InlineData("{{item", ".a", "}}")]
    [InlineData("{{item", "[0]", "}}")]
    [InlineData("{{item", "|size", "}}")]
    [InlineData("{{item", " and item", "}}")]
    [InlineData("{{item|default:", "item,", "}}")]
    [InlineData("", "{% if item %}", "")]
    [InlineData("", "{% for a in item %}", "")]
    [InlineData("", "{% comment %}", "")]
    [InlineData("", "{% raw %}", "")]
    [InlineData("", "{% assign a = item %}", "")]
    [InlineData("", "{{item}}", "")]
    public async Task The_longest_template_is_read_in_no_time(string start, string piece, string end)
    {
        var template =
            start + string.Concat(Enumerable.Repeat(piece, (TextTemplate.MaxLength - start.Length - end.Length) / piece.Length)) + end;

        // A minute is far more than the milliseconds it takes; backtracking over 4,000 characters would take hours.
        await Task.Run(() => Compile(template)?.Render(Models.Of(null))).WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>Some values are swapped with values of other kinds.</summary>
    private static object? Garbled(object? value, Random random) => random.Next(12) switch
    {
        0 => null,
        1 => new List<object?> { value },
        2 => new Dictionary<string, object?> { ["value"] = value, ["type"] = true },
        3 => new JsonNumber("1e999"),
        4 => string.Empty,
        _ => value switch
        {
            Dictionary<string, object?> members => members.ToDictionary(member => member.Key, member => Garbled(member.Value, random)),
            List<object?> list => list.ConvertAll(element => Garbled(element, random)),
            _ => value,
        },
    };

    private static void AssertIsLine(TextTemplate template, TemplateModel model)
    {
        try
        {
            Assert.DoesNotContain(template.Render(model), char.IsControl);
        }
        catch (TemplateException exception)
        {
            Assert.EndsWith(".", exception.Message, StringComparison.Ordinal);
        }
    }

    private static TextTemplate? Compile(string text)
    {
        try
        {
            return new TextTemplate("T", text);
        }
        catch (TemplateException exception)
        {
            Assert.EndsWith(".", exception.Message, StringComparison.Ordinal);
            return null;
        }
    }
}
