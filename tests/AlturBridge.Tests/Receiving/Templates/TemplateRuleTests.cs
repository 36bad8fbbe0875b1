using AlturBridge.Receiving.Templates;

namespace AlturBridge.Tests.Receiving.Templates;

public sealed class TemplateRuleTests
{
    [Theory]
    [InlineData("{{item.phones[0].value}}", "{{item.phones[0].value}}: write .[0] with a dot before it")]
    [InlineData("{{phone}}", "{{phone}}: phone is no value here: names begin with item, body, headers, query, source, as in item.phone.")]
    [InlineData("{{#if phone}}x{{/if}}", "phone is no value here")]
    [InlineData("{{lower phone}}", "phone is no value here")]
    [InlineData("{{upper item.name}}", "there is no helper upper; there are default, digits, ")]
    [InlineData("{{#if (contains item.name 'x')}}y{{/if}}", "there is no helper contains")]
    [InlineData("{{#if item.missing}}{{upper item.name}}{{/if}}", "there is no helper upper")]
    [InlineData("{{> other}}", "there are no partials")]
    [InlineData("{{#> other}}{{/other}}", "there are no partials")]
    [InlineData("{{#*inline \"a\"}}{{> a}}{{/inline}}{{> a}}", "there are no partials")]
    [InlineData("{{#each item.a}}{{#each ../item.b}}x{{/each}}{{/each}}", "an #each may not be inside another")]
    [InlineData("{{#each item.a}}{{#with b}}{{#each c}}x{{/each}}{{/with}}{{/each}}", "an #each may not be inside another")]
    [InlineData("{{#each item.a}}{{find ../item.a 'x' 'y' 'z'}}{{/each}}", "find may not be used inside #each")]
    [InlineData("{{#each item.a}}{{#if (join ../item.a ',')}}x{{/if}}{{/each}}", "join may not be used inside #each")]
    [InlineData("{{#item.list}}x{{/item.list}}", "the blocks are #if, #unless, #each and #with")]
    [InlineData("{{^item.list}}x{{/item.list}}", "the blocks are #if, #unless, #each and #with")]
    [InlineData("{{#log item.a}}x{{/log}}", "the blocks are #if, #unless, #each and #with")]
    [InlineData("{{#if item.a}}x", "not a Handlebars template")]
    [InlineData("{{#if item.a}}x{{/with}}", "not a Handlebars template")]
    [InlineData("{{item.a", "not a Handlebars template")]
    [InlineData("{{}}", "not a Handlebars template")]
    [InlineData("{{lower}}", "lower")]
    [InlineData("{{lower item.a item.b}}", "lower takes 1 value, not 2.")]
    [InlineData("{{truncate item.a}}", "truncate takes 2 values, not 1.")]
    [InlineData("{{truncate item.a 'x'}}", "truncate takes a text and a whole number")]
    [InlineData("{{find item.a 'x'}}", "find takes a list, a name, a value and the name of the result")]
    [InlineData("{{default item.a}}", "default takes two or more values")]
    public void A_mistake_is_found_before_the_first_lead(string template, string sentence)
    {
        var refusal = Assert.Throws<TemplateException>(() => TextTemplate.Compile(template));

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_is_too_long_is_refused()
    {
        Assert.Equal("A template has at most 4000 characters, not 4001.", TemplateRules.Problem(new string('x', 4001)));
    }

    [Theory]
    [InlineData("{{#if (eq item.a 'x')}}{{item.b}}{{else if item.c}}{{item.d}}{{else}}e{{/if}}")]
    [InlineData("{{#each item.answers}}{{#if text}}{{field.ref}}: {{text}}, {{@index}}{{/if}}{{/each}}")]
    [InlineData("{{default (find item.a 'b' 'c' 'd') item.e.[0].f \"none\"}}")]
    [InlineData("{{ item.a }} {{~item.b~}} plain { text } }")]
    [InlineData("{{truncate item.message 200}}{{! item.phones[0] }}")]
    public void What_is_right_passes(string template)
    {
        Assert.Null(TemplateRules.Problem(template));
        Assert.NotNull(TextTemplate.Compile(template));
    }

    [Fact]
    public void The_deepest_nesting_a_template_can_hold_compiles()
    {
        const string Open = "{{#if item.a}}";
        const string Close = "{{/if}}";
        var blocks = (TemplateRules.MaxLength - 1) / (Open.Length + Close.Length);
        var calls = (TemplateRules.MaxLength - 20) / "(lower )".Length;

        Assert.Empty(TextTemplate.Compile(string.Concat(Enumerable.Repeat(Open, blocks)) + "x" + string.Concat(Enumerable.Repeat(Close, blocks))).Blank);
        Assert.Empty(TextTemplate.Compile($"{{{{lower {string.Concat(Enumerable.Repeat("(lower ", calls))}item.a{new string(')', calls)}}}}}").Blank);
    }
}
