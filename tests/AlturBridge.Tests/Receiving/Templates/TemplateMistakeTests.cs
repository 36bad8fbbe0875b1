using AlturBridge.Receiving.Templates;

namespace AlturBridge.Tests.Receiving.Templates;

/// <summary>What stops startup.</summary>
public sealed class TemplateMistakeTests
{
    [Theory]
    [InlineData("{{ phone }}", "phone")]
    [InlineData("{{ itme.phone }}", "itme")]
    [InlineData("{{ Item.phone }}", "Item")]
    [InlineData("{{ item[key] }}", "key")]
    [InlineData("{{ item.phone | default: mobile }}", "mobile")]
    [InlineData("{{ item.a == b }}", "b")]
    [InlineData("{% if item.missing %}{{ phone }}{% endif %}", "phone")]
    [InlineData("{% if true %}{% elsif item.a %}{{ a }}{% else %}{{ item.a }}{% endif %}", "a")]
    [InlineData("{% if true %}{% else %}{{ b }}{% endif %}", "b")]
    [InlineData("{% unless true %}{{ c }}{% endunless %}", "c")]
    [InlineData("{% case item.a %}{% when d %}{% endcase %}", "d")]
    [InlineData("{% case item.a %}{% when 1 %}{{ e }}{% endcase %}", "e")]
    [InlineData("{% case item.a %}{% when 1 %}{% else %}{{ f }}{% endcase %}", "f")]
    [InlineData("{% for a in list %}{% endfor %}", "list")]
    [InlineData("{% for a in item.list limit: most %}{% endfor %}", "most")]
    [InlineData("{% for a in item.list %}{{ b.text }}{% endfor %}", "b")]
    [InlineData("{% for a in item.list %}{% else %}{{ g }}{% endfor %}", "g")]
    [InlineData("{{ x }}{% assign x = item.a %}", "x")]
    [InlineData("{% assign x = y | downcase %}", "y")]
    [InlineData("{{ forloop.index }}", "forloop")]
    public void An_unknown_name_is_found_anywhere(string template, string name)
    {
        Assert.Equal(
            $"T: {name} is not a value: names begin with item, body, headers, query, source, as in item.{name}.",
            Assert.Throws<TemplateException>(() => new TextTemplate("T", template)).Message);
    }

    [Theory]
    [InlineData("{{ item.name | upper }}", "upper")]
    [InlineData("{% if item.missing %}{{ item.name | contains: 'x' }}{% endif %}", "contains")]
    [InlineData("{{ item.name | downcase | lower | upcase }}", "lower")]
    [InlineData("{{ item.name | default: (item.a | lower) }}", "lower")]
    [InlineData("{% assign x = item.a | lower %}", "lower")]
    [InlineData("{% for a in item.list | sorted %}{% endfor %}", null)]
    public void An_unknown_filter_is_found_anywhere(string template, string? name)
    {
        var sentence = Assert.Throws<TemplateException>(() => new TextTemplate("T", template)).Message;

        Assert.StartsWith(name is null ? "T: This is not Liquid: " : $"T: There is no filter {name}: ", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Lead {{ item.a", "End of tag '}}' was expected at (1:15)")]
    [InlineData("Lead\n{{ item.a }", "End of tag '}}' was expected at (2:10)")]
    [InlineData("{{ item.first name }}", "End of tag '}}' was expected at (1:14)")]
    [InlineData("{{ item.phones.[0].value }}", "End of tag '}}' was expected at (1:15)")]
    [InlineData("{{ item..a }}", "End of tag '}}' was expected at (1:8)")]
    [InlineData("{{ item.a == ‘new’ }}", "End of tag '}}' was expected at (1:10)")]
    [InlineData("{{default item.a item.b}}", "End of tag '}}' was expected at (1:10)")]
    [InlineData("{{#if item.a}}x{{/if}}", "A value was expected at (1:3)")]
    [InlineData("{{}}", "A value was expected at (1:3)")]
    [InlineData("{{ 'x }}", "A value was expected at (1:3)")]
    [InlineData("{{ item.a | }}", "An identifier was expected after the '|' sign at (1:12)")]
    [InlineData("{% if item.a %}x", "'{% endif %}' was expected at (1:17)")]
    [InlineData("{% if %}x{% endif %}", "Invalid 'if' tag at (1:6)")]
    [InlineData("{% if item.a = 'x' %}y{% endif %}", "Invalid 'if' tag at (1:6)")]
    [InlineData("x{% endif %}", "Unknown tag 'endif' at (1:10)")]
    [InlineData("{{ item.a() }}", "Functions are not allowed. To enable the feature use the 'AllowFunctions' option. at (1:11)")]
    public void Invalid_Liquid_is_refused_with_its_position(string template, string sentence)
    {
        Assert.Equal(
            $"T: This is not Liquid: {sentence}. Compare it with docs/templates.md.",
            Assert.Throws<TemplateException>(() => new TextTemplate("T", template)).Message);
    }

    /// <summary>They read files, keep state for the next lead, or fill the memory.</summary>
    [Theory]
    [InlineData("{% include 'x' %}")]
    [InlineData("{% render 'x' %}")]
    [InlineData("{% from 'x' import y %}")]
    [InlineData("{% macro x() %}{% endmacro %}")]
    [InlineData("{% increment x %}")]
    [InlineData("{% decrement x %}")]
    [InlineData("{% cycle 'a', 'b' %}")]
    [InlineData("{% ifchanged %}{% endifchanged %}")]
    [InlineData("{% capture x %}{% endcapture %}")]
    [InlineData("{% tablerow a in item.b %}{% endtablerow %}")]
    [InlineData("{% liquid echo item.a %}")]
    [InlineData("{% if item.a %}{% include 'x' %}{% endif %}")]
    [InlineData("{% for a in (1..999999999) %}{% endfor %}")]
    [InlineData("{% for a in (1..item.a) %}{% endfor %}")]
    [InlineData("{{ item.a | (output) }}")]
    public void Forbidden_tags_do_not_exist(string template)
    {
        Assert.Throws<TemplateException>(() => new TextTemplate("T", template));
    }

    [Fact]
    public void A_template_has_a_longest_length_and_a_deepest_nesting()
    {
        const string Sentence = "T: A template has at most 4000 characters, and 40 opening brackets or parentheses.";

        Assert.Empty(new TextTemplate("T", new string(' ', 4000)).Render(Models.Of(null)));
        Assert.Equal(Sentence, Assert.Throws<TemplateException>(() => new TextTemplate("T", new string(' ', 4001))).Message);
        Assert.Empty(new TextTemplate("T", $"{{{{ {new string('(', 40)}item.a{new string(')', 40)} }}}}").Render(Models.Of(null)));
        Assert.Equal(Sentence, Assert.Throws<TemplateException>(() => new TextTemplate("T", $"{{{{ {new string('(', 3900)}")).Message);
    }
}
