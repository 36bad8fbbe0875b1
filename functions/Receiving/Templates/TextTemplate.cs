using System.Collections.Concurrent;
using HandlebarsDotNet;

namespace AlturBridge.Receiving.Templates;

/// <summary>One setting's Handlebars template, compiled once at start. It gives one line of text.</summary>
public sealed class TextTemplate
{
    private const string FailsOnPayload = "The template fails on this payload: look at it in the preview, and name the values inside lists and objects.";

    private static readonly ConcurrentDictionary<string, TextTemplate> Compiled = new(StringComparer.Ordinal);
    private readonly Func<TemplateModel, string> render;
    private readonly int length;

    private TextTemplate(string text)
    {
        render = PlainPath.Of(text) is { } path ? path.Render : WithHandlebars(text);
        length = text.Length;

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
        model.Budget.Begin(length);
        return PlainText.Of(render(model));
    }

    private static Func<TemplateModel, string> WithHandlebars(string template)
    {
        var compiled = TemplateEngine.Compile(template);
        return model =>
        {
            using var text = new BoundedWriter();
            try
            {
                compiled(text, model.Values, null!);
            }
            catch (Exception exception) when (exception is not TemplateException)
            {
                // Of its own mistakes the library lets out whatever .NET throws.
                throw exception.InnerException as TemplateException ?? new TemplateException(FailsOnPayload, exception);
            }

            return text.ToString();
        };
    }

    private static TextTemplate CompileNew(string text)
    {
        if (TemplateRules.Problem(text) is { } problem)
        {
            throw new TemplateException(problem);
        }

        try
        {
            return new TextTemplate(text);
        }
        catch (Exception exception) when (exception is not TemplateException)
        {
            // What the rules let pass the library refuses with a few words of its own, or with whatever .NET throws.
            throw new TemplateException($"This is not a Handlebars template: {(exception as HandlebarsException)?.Message.ReplaceLineEndings(" ").TrimEnd('.') ?? "it cannot be compiled"}. Compare it with docs/templates.md.", exception);
        }
    }
}
