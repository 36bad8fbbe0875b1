using AlturBridge.Receiving.Templates;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Tests.Receiving.Templates;

public sealed class TextTemplateTests
{
    private static readonly Dictionary<string, object?> Item = new(StringComparer.Ordinal)
    {
        ["phone"] = "+12025550143",
        ["first name"] = "Zoë",
        ["portal-id"] = "62515",
        ["amount"] = "1234.5",
        ["true"] = true,
        ["false"] = false,
        ["nothing"] = null,
        ["tricky"] = "{{item.phone}} <b>O'Brien & Söhne</b>",
        ["tags"] = new List<object?> { "hot", "vip", null },
        ["lines"] = " first\r\n\tsecond\u0000\u0085third\u2028 ",
        ["phones"] = new List<object?>
        {
            new Dictionary<string, object?> { ["label"] = "work", ["primary"] = false, ["value"] = "1", ["field"] = new Dictionary<string, object?> { ["ref"] = "a" } },
            new Dictionary<string, object?> { ["label"] = "mobile", ["primary"] = true, ["value"] = "2", ["field"] = new Dictionary<string, object?> { ["ref"] = "b" } },
        },
    };

    [Theory]
    [InlineData("{{item.phone}}", "+12025550143")]
    [InlineData("{{body.phone}} {{source}} {{query.campaign}} {{headers.X-Tenant}} {{headers.x-tenant}}", "+12025550143 crm autumn acme acme")]
    [InlineData("{{item.[first name]}} {{item.portal-id}}", "Zoë 62515")]
    [InlineData("{{item.phones.[1].value}}{{item.phones.0.value}}", "21")]
    [InlineData("[{{item.missing}}{{item.nothing}}{{item.missing.deeper}}]", "[]")]
    [InlineData("{{item.amount}} {{item.true}} {{item.false}}", "1234.5 true false")]
    [InlineData("{{#if item.true}}y{{/if}}{{#if item.false}}n{{else if item.phone}}p{{/if}}{{#unless item.missing}}m{{/unless}}", "ypm")]
    [InlineData("{{#with item.phones.[1]}}{{label}}{{/with}}: {{#each item.phones}}{{@index}}{{value}} {{/each}}", "mobile: 01 12")]
    [InlineData("{{item.tricky}}", "{{item.phone}} <b>O'Brien & Söhne</b>")]
    [InlineData("{{! a comment }}{{{item.phone}}}", "+12025550143")]
    [InlineData("{{item.lines}}", "first second third")]
    [InlineData("{{default item.missing item.nothing '' item.false item.phone 'x'}}", "+12025550143")]
    [InlineData("{{lower 'ÄB'}} {{digits item.phone}} {{join item.tags ', '}} {{join item.phone ', '}}", "äb 12025550143 hot, vip +12025550143")]
    [InlineData("{{truncate item.phone 4}}|{{truncate 'a😀' 2}}|{{truncate item.missing 4}}", "+120|a|")]
    [InlineData("{{find item.phones 'label' 'mobile' 'value'}}{{find item.phones 'field.ref' 'a' 'value'}}{{find item.phones 'primary' 'true' 'label'}}", "21mobile")]
    [InlineData("{{find item.phones 'label' 'fax' 'value'}}{{find item.missing 'label' 'fax' 'value'}}{{find item.phone 'label' 'fax' 'value'}}", "")]
    [InlineData("{{#with (find item.phones 'label' 'work' 'field')}}{{ref}}{{/with}}", "a")]
    [InlineData("{{eq item.phone '+12025550143'}} {{eq item.missing ''}} {{eq item.true 'true'}} {{eq item.phone item.amount}}", "true true true false")]
    [InlineData("{{key item.phone}} {{key item.phone item.amount}} [{{key item.phone item.missing}}]", "+12025550143 +12025550143/1234.5 []")]
    [InlineData("{{key 'a/b' 'c'}} {{key 'a' 'b/c'}} {{key 'a%2Fb' 'c'}}", "a%2Fb/c a/b%2Fc a%252Fb/c")]
    [InlineData("{{lower (default item.missing 'X')}}", "x")]
    public void Renders(string template, string expected)
    {
        Assert.Equal(expected, TextTemplate.Compile(template).Render(Model()));
    }

    [Theory]
    [InlineData("{{item}}", "a list or an object")]
    [InlineData("{{item.tags}}", "a list or an object")]
    [InlineData("{{lower item.tags}}", "lower takes text")]
    [InlineData("{{join item.phones ', '}}", "join takes text")]
    [InlineData("{{#each item.phones}}{{this}}{{/each}}", "a list or an object")]
    public void What_is_no_text_is_refused_when_it_is_rendered(string template, string sentence)
    {
        var refusal = Assert.Throws<TemplateException>(() => TextTemplate.Compile(template).Render(Model()));

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_repeats_a_long_value_is_stopped()
    {
        var item = new Dictionary<string, object?> { ["list"] = Enumerable.Repeat<object?>("x", 10_000).ToList(), ["long"] = new string('x', 200_000) };
        var model = TemplateModel.Of(item, new HeaderDictionary(), QueryCollection.Empty, "crm").With(item);

        var refusal = Assert.Throws<TemplateException>(() => TextTemplate.Compile("{{#each item.list}}{{../item.long}}{{/each}}").Render(model));

        Assert.Contains("more than", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{#each item.mixed}}{{@index}}{{#if text}}{{field.ref}}:{{text}}{{/if}}{{#if @last}}.{{/if}} {{/each}}", "0 1r:t 2 3 4 5. ")]
    [InlineData("{{#each item.mixed}}{{this.text}}{{/each}}", "t")]
    [InlineData("{{#each item.object}}{{@key}}{{text}}{{#if @first}}!{{/if}} {{/each}}", "a! bt c ")]
    [InlineData("{{#each item.none}}x{{else}}nothing{{/each}}{{#each item.empty}}x{{else}} at all{{/each}}", "nothing at all")]
    [InlineData("{{#each item.object}}{{../source}}{{../item.object.b.text}} {{/each}}", "crmt crmt crmt")]
    [InlineData("{{item.mixed.length}} {{item.mixed.[1].text}} {{item.mixed.[9].text}}{{item.mixed.text}}", "6 t")]
    public void Elements_of_different_kinds_are_each_read_for_what_they_are(string template, string expected)
    {
        var element = new Dictionary<string, object?> { ["text"] = "t", ["field"] = new Dictionary<string, object?> { ["ref"] = "r" } };
        var item = new Dictionary<string, object?>
        {
            ["mixed"] = new List<object?> { "text", element, null, true, new List<object?> { "x" }, new Dictionary<string, object?> { ["text"] = null } },
            ["object"] = new Dictionary<string, object?> { ["a"] = "x", ["b"] = element, ["c"] = new List<object?>() },
            ["empty"] = new List<object?>(),
        };

        Assert.Equal(expected.Trim(), TextTemplate.Compile(template).Render(TemplateModel.Of(item, new HeaderDictionary(), QueryCollection.Empty, "crm").With(item)));
    }

    [Fact]
    public async Task Threads_share_a_template_and_not_what_they_render()
    {
        var template = TextTemplate.Compile("{{#each item.list}}{{value}}{{../item.name}}{{lower ../item.name}}{{/each}}{{#if (eq item.name 'N7')}}!{{/if}}");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var round = 0; round < 500; round++)
            {
                var list = Enumerable.Range(0, round % 5).Select(number => (object?)new Dictionary<string, object?> { ["value"] = $"{thread}-{number}" }).ToList();
                var item = new Dictionary<string, object?> { ["name"] = $"N{thread}", ["list"] = list };
                var expected = string.Concat(Enumerable.Range(0, round % 5).Select(number => $"{thread}-{number}N{thread}n{thread}")) + (thread == 7 ? "!" : string.Empty);

                Assert.Equal(expected, template.Render(TemplateModel.Of(item, new HeaderDictionary(), QueryCollection.Empty, "crm").With(item)));
            }
        })));
    }

    [Theory]
    [InlineData("{{#each body}}{{/each}}")]
    [InlineData("{{#each body}}{{#if x}}y{{/if}}{{/each}}")]
    [InlineData("{{#if (find body 'a' 'b' 'c')}}x{{/if}}")]
    [InlineData("{{#if (eq (lower query.long) 'x')}}y{{/if}}")]
    [InlineData("{{query.long}}")]
    public void Templates_that_begin_anew_for_each_of_many_leads_are_stopped(string template)
    {
        var compiled = TextTemplate.Compile(template);
        var body = Enumerable.Repeat<object?>("x", 5000).ToList();
        var request = TemplateModel.Of(
            body, new HeaderDictionary(), new QueryCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["long"] = new string('x', 8000) }), "crm");

        var refusal = Assert.Throws<TemplateException>(() => body.ForEach(item => compiled.Render(request.With(item))));

        Assert.Contains("send fewer leads at once", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(string.Empty, TextTemplate.Compile("{{#each item}}{{/each}}").Render(TemplateModel.Of(body, new HeaderDictionary(), QueryCollection.Empty, "crm").With(body)));
    }

    [Fact]
    public void A_long_path_costs_no_more_than_the_payload_is_deep()
    {
        var list = Enumerable.Range(0, 5000).Select(_ => (object?)new Dictionary<string, object?> { ["a"] = "x" }).ToList();
        var model = TemplateModel.Of(list, new HeaderDictionary(), QueryCollection.Empty, "crm");
        var template = TextTemplate.Compile($"{{{{find body 'a{string.Concat(Enumerable.Repeat(".a", 1900))}' 'x' 'y'}}}}");

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Empty(template.Render(model));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Fact]
    public void What_a_helper_gives_counts_as_work()
    {
        var list = Enumerable.Repeat<object?>("x", 5000).ToList();
        var model = TemplateModel.Of(list, new HeaderDictionary(), QueryCollection.Empty, "crm");
        var refusal = Assert.Throws<TemplateException>(() => TextTemplate.Compile($"{{{{#if (join body '{new string('x', 3900)}')}}}}y{{{{/if}}}}").Render(model));

        Assert.Contains("too much to do", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_is_compiled_once()
    {
        Assert.Same(TextTemplate.Compile("{{item.phone}}"), TextTemplate.Compile("{{item.phone}}"));
    }

    [Fact]
    public void What_a_template_gives_without_values_is_known()
    {
        Assert.Equal("-", TextTemplate.Compile("{{item.a}}-{{item.b}}").Blank);
    }

    private static TemplateModel Model() => TemplateModel.Of(
        Item,
        new HeaderDictionary { ["X-Tenant"] = "acme" },
        new QueryCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["campaign"] = "autumn" }),
        "crm").With(Item);
}
