using System.Globalization;
using System.Text;
using Fluid;

namespace AlturBridge.Receiving.Templates;

/// <summary>One setting's Liquid template, compiled at start. It gives one line of text.</summary>
public sealed class TextTemplate
{
    /// <summary>Of a template, in characters.</summary>
    public const int MaxLength = 4000;

    /// <summary>Of what it gives, in characters: a request holds no more bytes than this.</summary>
    public const int MaxOutput = 256 * 1024;

    /// <summary>
    /// What the templates of a source may do on one request: a step is a statement, a round of a loop, an element of a list or ten
    /// characters of a text given to a filter. A batch of 5,000 leads with the longest preset takes a third of this.
    /// </summary>
    public const int MaxSteps = 1_000_000;

    private const string TooMuchWork =
        "The templates of this source have too much to do on this request: send fewer leads at once, or let them name item and not body.";

    private static readonly string Fails = string.Create(
        CultureInfo.InvariantCulture,
        $"The template fails on this payload, or gives more than {MaxOutput} characters: look at it in the preview.");

    private readonly IFluidTemplate template;

    /// <param name="setting">The name of the setting, which all its sentences begin with.</param>
    /// <param name="text">Liquid.</param>
    /// <exception cref="TemplateException">The text is no template, or names what does not exist.</exception>
    public TextTemplate(string setting, string text)
    {
        Setting = setting;
        template = Named(() => TemplateLanguage.Parse(text));
    }

    public string Setting { get; }

    /// <summary>Trimmed; control characters and line breaks are spaces. A value that is missing or null gives nothing.</summary>
    /// <exception cref="TemplateException">It gives a list or an object, fails on the payload, or has too much to do.</exception>
    public string Render(TemplateModel model) => PlainText.Of(Named(() => Write(model)));

    private string Write(TemplateModel model)
    {
        using var text = new StringWriter(new StringBuilder(64, MaxOutput), CultureInfo.InvariantCulture);
        model.EnterChildScope();
        try
        {
            // Nothing that a template names is waited for: the task is complete.
            template.RenderAsync(text, NullEncoder.Default, model).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is not TemplateException)
        {
            throw new TemplateException(model.IsExhausted ? TooMuchWork : Fails, exception);
        }
        finally
        {
            model.ReleaseScope();
        }

        return text.ToString();
    }

    private T Named<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (TemplateException exception)
        {
            throw new TemplateException($"{Setting}: {exception.Message}", exception);
        }
    }
}
