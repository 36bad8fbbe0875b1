using System.Collections.Concurrent;
using HandlebarsDotNet;

namespace AlturBridge.Receiving.Templates;

/// <summary>One setting's Handlebars template, compiled once at start. It gives one line of text.</summary>
public sealed class TextTemplate
{
    private static readonly ConcurrentDictionary<string, TextTemplate> Compiled = new(StringComparer.Ordinal);
    private readonly HandlebarsTemplate<TextWriter, object, object> render;

    private TextTemplate(HandlebarsTemplate<TextWriter, object, object> render)
    {
        this.render = render;

        // Helpers complain about wrong arguments when they run: rendering nothing finds that at start.
        Blank = Render(TemplateModel.Empty);
    }

    /// <summary>What it gives when nothing it names is there.</summary>
    public string Blank { get; }

    /// <exception cref="TemplateException">The text is not a template; a sentence without the name of the setting.</exception>
    public static TextTemplate Compile(string text) => Compiled.GetOrAdd(text, CompileNew);

    /// <summary>Trimmed; control characters and line breaks are spaces. A value that is missing or null gives nothing.</summary>
    /// <exception cref="TemplateException">The template gives a list or an object, or more text than any request holds.</exception>
    public string Render(TemplateModel model)
    {
        using var text = new BoundedWriter();
        try
        {
            render(text, model.Values, null!);
        }
        catch (HandlebarsException exception)
        {
            throw exception.InnerException as TemplateException ?? new TemplateException($"The template fails on this payload: {exception.Message}", exception);
        }

        return PlainText.Of(text.ToString());
    }

    private static TextTemplate CompileNew(string text)
    {
        if (TemplateRules.Problem(text) is { } problem)
        {
            throw new TemplateException(problem);
        }

        try
        {
            return new TextTemplate(TemplateEngine.Compile(text));
        }
        catch (HandlebarsException exception)
        {
            throw new TemplateException($"This is not a Handlebars template: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", exception);
        }
    }
}
