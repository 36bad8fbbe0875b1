using AlturBridge.Receiving.Payloads;
using AlturBridge.Receiving.Sources;
using AlturBridge.Receiving.Templates;

namespace AlturBridge.Tests.Receiving.Templates;

public sealed class TextTemplateTests
{
    private const string ListForText =
        "It uses a list or an object as text: name a value inside it, such as item.phones[0].value, or use join.";

    private static readonly Dictionary<string, object?> Item = new(StringComparer.Ordinal)
    {
        ["phone"] = "+12025550143",
        ["first name"] = "Zoë",
        ["portal-id"] = "62515",
        ["3d0f"] = "custom",
        ["amount"] = new JsonNumber("1234.50"),
        ["count"] = new JsonNumber("9"),
        ["large"] = new JsonNumber("1.23E+17"),
        ["long"] = new JsonNumber("123456789012345678901234567890123"),
        ["number"] = new JsonNumber("12025550143"),
        ["minus"] = new JsonNumber("-0"),
        ["true"] = true,
        ["false"] = false,
        ["empty"] = string.Empty,
        ["nothing"] = null,
        ["size"] = "11-50",
        ["tricky"] = "{{item.phone}} {% if %} <b>O'Brien & Söhne</b>",
        ["tags"] = new List<object?> { "hot", "vip" },
        ["lines"] = " first\r\n\tsecond\u0000\u0085third\u2028 ",
        ["phones"] = new List<object?>
        {
            new Dictionary<string, object?>
            {
                ["label"] = "work",
                ["primary"] = false,
                ["value"] = "1",
                ["field"] = new Dictionary<string, object?> { ["ref"] = "a" },
            },
            new Dictionary<string, object?>
            {
                ["label"] = "mobile",
                ["primary"] = true,
                ["value"] = "2",
                ["field"] = new Dictionary<string, object?> { ["ref"] = "b" },
            },
        },
    };

    [Theory]
    [InlineData("{{ item.phone }}", "+12025550143")]
    [InlineData(
        "{{ body.phone }} {{ source }} {{ query.campaign }} {{ headers.X-Tenant }} {{ headers.x-tenant }}",
        "+12025550143 crm autumn acme acme")]
    [InlineData("{{ item['first name'] }} {{ item.portal-id }} {{ item.3d0f }} {{ item['size'] }}", "Zoë 62515 custom 11-50")]
    [InlineData("{{ item.phones[1].value }}{{ item.phones.first.value }}{{ item.phones[2].value }}", "21")]
    [InlineData("[{{ item.missing }}{{ item.nothing }}{{ item.missing.deeper[0] }}]", "[]")]
    [InlineData(
        "{{ item.amount }} {{ item.large }} {{ item.long }} {{ item.number }} {{ item.minus }}",
        "1234.50 1.23E+17 123456789012345678901234567890123 12025550143 -0")]
    [InlineData("{{ item.true }} {{ item.false }}", "true false")]
    [InlineData(
        "{{ item.count > 10 }} {{ item.count < 80 }} {{ item.number == 12025550143 }} {{ item.amount >= 1234.5 }}", "false true true true")]
    [InlineData(
        "{{ item.phone == '+12025550143' }} {{ item.missing == nil }} {{ item.tags == 'x' }} {{ item.tags contains 'hot' }}",
        "true true false true")]
    [InlineData("{{ item.true and item.phone == 'x' }} {{ item.phone == 'x' or (item.true and item.count == 9) }}", "false true")]
    [InlineData("{{ (item.phone | slice: 0, 5) == '+1202' }}", "true")]
    [InlineData(
        "{% if item.true %}y{% endif %}{% if item.false %}n{% elsif item.phone %}p{% endif %}{% unless item.missing %}m{% endunless %}",
        "ypm")]
    [InlineData(
        "{% if item.empty != blank %}e{% endif %}{% if item.nothing != blank %}n{% endif %}{% if item.phone != blank %}p{% endif %}", "p")]
    [InlineData(
        "{% for phone in item.phones %}{{ forloop.index0 }}{{ phone.value }}{% unless forloop.last %}, {% endunless %}{% endfor %}",
        "01, 12")]
    [InlineData(
        "{% for tag in item.phone %}{{ tag }}{% endfor %}{% for tag in item.none %}x{% else %} none{% endfor %}", "+12025550143 none")]
    [InlineData("{{ item.tricky }}", "{{item.phone}} {% if %} <b>O'Brien & Söhne</b>")]
    [InlineData("{% assign text = item.tricky %}{{ text }}", "{{item.phone}} {% if %} <b>O'Brien & Söhne</b>")]
    [InlineData("{% comment %} {{ x }} {% endcomment %}{{ item.phone }}{%- # a comment -%} ", "+12025550143")]
    [InlineData("{{ item.lines }}", "first second third")]
    [InlineData(
        "{{ item.missing | default: item.nothing | default: item.empty | default: item.false | default: item.phone }}", "+12025550143")]
    [InlineData(
        "{{ 'ÄB' | downcase }} {{ item.phone | digits }} {{ item.number | digits }} {{ item.tags | join: ', ' }}",
        "äb 12025550143 12025550143 hot, vip")]
    [InlineData("{{ item.phone | truncate: 6 }}|{{ item.phone | truncate: 4, '' }}|{{ item.missing | truncate: 4 }}", "+12...|+120|")]
    [InlineData(
        "{{ item.phones | where: 'primary', true | map: 'value' | first }}{{ item.phones | where: 'label', 'fax' | map: 'value' | first }}",
        "2")]
    [InlineData("{{ item.phones | map: 'field' | map: 'ref' | join: ',' }}{{ item.none | where: 'a', 'b' | map: 'c' | first }}", "a,b")]
    [InlineData("{% assign phone = item.phones | find: 'label', 'work' %}{{ phone.field.ref }}", "a")]
    [InlineData(
        "{{ item.phone | key }} {{ item.phone | key: item.amount }} [{{ item.phone | key: item.missing }}{{ item.missing | key: "
            + "item.phone }}]",
        "+12025550143 +12025550143/1234.50 []")]
    [InlineData("{{ 'a/b' | key: 'c' }} {{ 'a' | key: 'b/c' }} {{ 'a%2Fb' | key: 'c' }}", "a%2Fb/c a/b%2Fc a%252Fb/c")]
    [InlineData("{{ '2026-11-22T09:30:00Z' | date: '%d.%m.%Y %H:%M' }}", "22.11.2026 09:30")]
    [InlineData("{{ item.phones[0] | json }} {{ item['first name'] | json }}", """{"label":"work","primary":false,"value":"1","field":{"ref":"a"}} "Zoë" """)]
    public void Renders(string template, string expected)
    {
        Assert.Equal(expected.TrimEnd(), Models.TextOrRefusal(template, Model()));
    }

    [Theory]
    [InlineData("{{ item }}")]
    [InlineData("{{ item.tags }}")]
    [InlineData("{{ item.tags | downcase }}")]
    [InlineData("{{ 'x' | append: item.tags }}")]
    [InlineData("{{ item.phones | map: 'value' }}")]
    [InlineData("{{ item.phones | join: ', ' | append: item.phones }}")]
    [InlineData("{{ item.id | key: item.tags }}")]
    [InlineData("{{ item.nothing | default: item.tags }}")]
    [InlineData("{% for phone in item.phones %}{{ phone }}{% endfor %}")]
    [InlineData("{% if item.true %}{% for phone in item.phones %}{% unless item.false %}{{ phone }}{% endunless %}{% endfor %}{% endif %}")]
    [InlineData("{% case item.true %}{% when true %}{{ item }}{% endcase %}")]
    [InlineData("{% if item.false %}{% else %}{{ item }}{% endif %}")]
    public void A_list_or_an_object_is_not_text(string template)
    {
        Assert.Equal(ListForText, Models.TextOrRefusal(template, Model()));
    }

    [Theory]
    [InlineData("{{ item.phone | divided_by: 0 }}")]
    [InlineData("{{ item.tricky | base64_decode }}")]
    [InlineData("{{ item.phone | slice }}")]
    public void A_library_failure_is_refused_without_its_message(string template)
    {
        Assert.Equal(
            "The template fails on this payload, or gives more than 262144 characters: check it in the preview.",
            Models.TextOrRefusal(template, Model()));
    }

    [Fact]
    public void A_template_that_repeats_a_long_value_is_stopped()
    {
        var item = new Dictionary<string, object?>
        {
            ["list"] = Enumerable.Repeat<object?>("x", 10_000).ToList(),
            ["long"] = new string('x', 2_000),
        };

        Assert.Contains(
            "more than 262144 characters",
            Models.TextOrRefusal("{% for x in item.list %}{{ item.long }}{% endfor %}", Models.Of(item)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_stays_from_one_template_to_the_next()
    {
        var model = Model();
        _ = new TextTemplate("T", "{% assign item = 'x' %}{% assign kept = 'y' %}").Render(model);

        Assert.Equal(
            "+12025550143",
            new TextTemplate("T", "{% if false %}{% assign kept = 1 %}{% endif %}{{ kept }}{{ item.phone }}").Render(model));
    }

    [Fact]
    public async Task Threads_share_a_template_but_not_its_output()
    {
        var template = new TextTemplate(
            "T",
            "{% for x in item.list %}{{ x.value }}{{ item.name }}{{ item.name | downcase }}{% endfor %}{% if item.name == 'N7' %}!{% "
                + "endif %}");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var round = 0; round < 500; round++)
            {
                var list = Enumerable.Range(0, round % 5)
                    .Select(number => (object?)new Dictionary<string, object?> { ["value"] = $"{thread}-{number}" })
                    .ToList();
                var item = new Dictionary<string, object?> { ["name"] = $"N{thread}", ["list"] = list };
                var expected = string.Concat(Enumerable.Range(0, round % 5).Select(number => $"{thread}-{number}N{thread}n{thread}")) + (
                    thread == 7 ? "!" : string.Empty);

                Assert.Equal(expected, template.Render(Models.Of(item)));
            }
        })));
    }

    [Theory]
    [InlineData("{% for x in body %}{% endfor %}")]
    [InlineData("{% for x in body %}{% if x.a %}y{% endif %}{% endfor %}")]
    [InlineData("{% assign found = body | find: 'a', 'b' %}")]
    [InlineData("{% if body contains 'y' %}x{% endif %}{{ body | where: 'a', 'b' | size }}")]
    [InlineData("{{ query.long | downcase | slice: 0, 1 }}")]
    [InlineData("{{ query.long | replace: 'x', query.long | slice: 0, 1 }}")]
    [InlineData("{{ body | join: query.long | slice: 0, 1 }}")]
    public void Templates_that_start_over_for_each_of_many_leads_are_stopped(string template)
    {
        var compiled = new TextTemplate("T", template);
        var body = Enumerable.Repeat<object?>("x", 5000).ToList();
        var request = Models.Of(body, new() { ["long"] = new string('x', 8000) });

        var refusal = Assert.Throws<TemplateException>(() => body.ForEach(lead =>
        {
            request.Lead = lead;
            compiled.Render(request);
        }));

        Assert.Contains("send fewer leads at once", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(string.Empty, Models.TextOrRefusal("{% for x in item %}{% endfor %}", Models.Of(body)));
    }

    [Fact]
    public void The_largest_batch_is_well_within_what_the_longest_preset_may_do()
    {
        var body = Enumerable.Range(0, 5000)
            .Select(_ => (object?)new Dictionary<string, object?> { ["phone"] = "+12025550143", ["name"] = "Zoë Lindqvist" })
            .ToList();
        var request = Models.Of(body);
        var templates = SourceLayers.Presets.Names.SelectMany(PresetTemplates.Of).GroupBy(template => template.Preset)
            .OrderByDescending(preset => preset.Sum(template => template.Text.Length))
                .First()
                .Select(template => new TextTemplate(template.Setting, template.Text))
                .ToList();

        body.ForEach(lead =>
        {
            request.Lead = lead;
            templates.ForEach(template => template.Render(request));
        });
    }

    private static TemplateModel Model() => Models.Of(Item, new() { ["campaign"] = "autumn" });
}
