using AlturBridge.Receiving.Templates;

namespace AlturBridge.Tests.Receiving.Templates;

public sealed class TemplateRuleTests
{
    [Theory]
    [InlineData("{{item.phones[0].value}}", "{{item.phones[0].value}} at character 1: write .[0] with a dot before it")]
    [InlineData("{{phone}}", "{{phone}} at character 1: phone is no value here: names begin with item, body, headers, query, source, as in item.phone.")]
    [InlineData("\\\\{{phone}}", "{{phone}} at character 3: phone is no value here")]
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

    [Theory]
    [InlineData("Lead {{item.a", "{{item.a at character 6: its closing braces are missing: write }} where it ends.")]
    [InlineData("{{item.a and {{item.b}}", "{{item.a and at character 1: its closing braces are missing: write }} where it ends.")]
    [InlineData("{{item.a}, {{item.b}}", "{{item.a}, at character 1: 2 braces open it: write }} where it ends.")]
    [InlineData("{{item.a}}}", "{{item.a}}} at character 1: 2 braces open it: write }} where it ends.")]
    [InlineData("{{{item.a}}", "{{{item.a}} at character 1: 3 braces open it: write }}} where it ends.")]
    [InlineData("{{default item.a 'x}}", "{{default item.a 'x}} at character 1: its ' has no partner: write ' where the text ends.")]
    [InlineData("{{default item.a \"x}}", "{{default item.a \"x}} at character 1: its \" has no partner: write \" where the text ends.")]
    [InlineData("{{item.[a}}", "{{item.[a}} at character 1: its [ has no partner: write ] where the text ends.")]
    [InlineData("{{! why }", "{{! why } at character 1: the comment does not end: write }} behind it.")]
    [InlineData("{{!-- why }}", "{{!-- why }} at character 1: the comment does not end: write --}} behind it.")]
    [InlineData("{{}}", "{{}} at character 1: there is nothing between the braces: name a value, as in {{item.phone}}.")]
    [InlineData("{{lower (default item.a 'x'}}", "{{lower (default item.a 'x'}} at character 1: a parenthesis is not closed: write ) where its helper's values end.")]
    [InlineData("{{lower item.a)}}", "{{lower item.a)}} at character 1: a parenthesis closes that was not opened: remove it, or write ( before its helper.")]
    [InlineData("{{(lower item.a)}}", "{{(lower item.a)}} at character 1: the first helper stands without parentheses, as in {{lower item.name}}.")]
    [InlineData("{{lower(item.a)}}", "{{lower(item.a)}} at character 1: lower is a helper: write its values behind it, each after a space.")]
    [InlineData("{{eq item.a ‘new’}}", "{{eq item.a ‘new’}} at character 1: ‘new’ has curly quotes: write straight ones, ' or \".")]
    [InlineData("{{item.first name}}", "{{item.first name}} at character 1: item.first is a value and takes nothing behind it: write a name with spaces in brackets, as in item.[first name], and a helper before its values, as in {{eq item.first 'x'}}.")]
    [InlineData("{{item..a}}", "{{item..a}} at character 1: item..a has a dot too many: write one between two names and none behind the last.")]
    [InlineData("{{item.a.}}", "{{item.a.}} at character 1: item.a. has a dot too many: write one between two names and none behind the last.")]
    [InlineData("{{if item.a}}x{{/if}}", "{{if item.a}} at character 1: if is a block: write it as #if and end it with {{/if}}.")]
    [InlineData("{{#if}}x{{/if}}", "{{#if}} at character 1: if needs a value behind it, such as item.phones.")]
    [InlineData("{{#if item.a}}x{{else if}}y{{/if}}", "{{else if}} at character 16: if needs a value behind it, such as item.phones.")]
    [InlineData("{{#if item.a}}x{{else each item.b}}y{{/if}}", "{{else each item.b}} at character 16: behind else stands nothing or another if, as in {{else if item.phone}}.")]
    [InlineData("{{#if item.a}}x{{else}}y{{else}}z{{/if}}", "{{else}} at character 25: the block {{#if item.a}} at character 1 has its else already: remove one.")]
    [InlineData("{{#if item.a}}x{{else}}y{{else if item.b}}z{{/if}}", "{{else if item.b}} at character 25: the block {{#if item.a}} at character 1 has its else already: remove one.")]
    [InlineData("a{{else}}b", "{{else}} at character 2: no block is open here: write it between the beginning and the end of one.")]
    [InlineData("{{#if item.a}}x", "{{#if item.a}} at character 1: the block is not closed: write {{/if}} where it ends.")]
    [InlineData("{{#if item.a}}{{#with item.b}}x{{/if}}{{/with}}", "{{/if}} at character 32: the block that is open here is {{#with item.b}} at character 15: write {{/with}} to close it first.")]
    [InlineData("x{{/if}}", "{{/if}} at character 2: no block is open here: remove it, or write the block's beginning before it.")]
    [InlineData("{{ item.a\n", "{{ item.a at character 1: its closing braces are missing: write }} where it ends.")]
    public void A_mistake_of_the_language_is_named_with_its_place_and_how_to_mend_it(string template, string sentence)
    {
        Assert.Equal(sentence, Assert.Throws<TemplateException>(() => TextTemplate.Compile(template)).Message);
    }

    [Fact]
    public void A_long_expression_is_named_by_its_beginning()
    {
        Assert.Equal(
            $"{{{{phone{new string('x', 53)}… at character 1: phone{new string('x', 60)} is no value here: names begin with item, body, headers, query, source, as in item.phone{new string('x', 60)}.",
            TemplateRules.Problem($"{{{{phone{new string('x', 60)}}}}}"));
    }

    [Fact]
    public void What_only_the_library_refuses_is_said_in_a_sentence()
    {
        var refusal = Assert.Throws<TemplateException>(() => TextTemplate.Compile("{{'it''s'}}"));

        Assert.Null(TemplateRules.Problem("{{'it''s'}}"));
        Assert.StartsWith("This is not a Handlebars template: Reached end of template", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(". Compare it with docs/templates.md.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_is_too_long_is_refused()
    {
        Assert.Null(TemplateRules.Problem(new string('x', 4000)));
        Assert.Equal("A template has at most 4000 characters, not 4001.", TemplateRules.Problem(new string('x', 4001)));
    }

    [Theory]
    [InlineData("{{#if (eq item.a 'x')}}{{item.b}}{{else if item.c}}{{item.d}}{{else}}e{{/if}}")]
    [InlineData("{{#each item.answers}}{{#if text}}{{field.ref}}: {{text}}, {{@index}}{{/if}}{{/each}}")]
    [InlineData("{{default (find item.a 'b' 'c' 'd') item.e.[0].f \"none\"}}")]
    [InlineData("{{ item.a }} {{~item.b~}} plain { text } }")]
    [InlineData("{{truncate item.message 200}}{{! item.phones[0] }}")]
    [InlineData("{{! it's }}{{!-- a }} (b --}}{{!}}{{item.a}}")]
    [InlineData("{{item.[What's your budget?]}} {{item.[Wait.. (what]}} {{default item.a 'It\\'s ( } ..'}} {{{item.b}}}")]
    [InlineData("{{item.[a\\]}} {{item.b}}")]
    [InlineData("\\{{ is no beginning, {{item.a}} is one")]
    [InlineData("{{#with item.a}}{{../source}} {{..}} {{.}} {{this.b}}{{^}}{{item.c}}{{/with}}")]
    [InlineData("{{#if item.a}}{{else if item.b}}{{else\nif item.c}}{{else}}{{/if}}{{#if item.a}}{{else}}{{/if}}")]
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
