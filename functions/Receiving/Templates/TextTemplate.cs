using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fluid;

namespace AlturBridge.Receiving.Templates;

/// <summary>One setting's Liquid template, compiled at start. It gives one line of text.</summary>
public sealed partial class TextTemplate
{
    /// <summary>The limit for a template, in characters.</summary>
    public const int MaxLength = 4000;

    /// <summary>The limit for its result, in characters: a request has no more bytes than this.</summary>
    public const int MaxOutput = 256 * 1024;

    /// <summary>
    /// The work a source's templates may do on one request: a step is a statement, a loop iteration, a list element or ten characters of
    /// text given to a filter. A batch of 5,000 leads with the longest preset takes a third of this.
    /// </summary>
    public const int MaxSteps = 1_000_000;

    private const string TooMuchWork =
        "The templates of this source take too much work on this request: send fewer leads at once, or use item instead of body.";

    private static readonly string Fails =
        $"The template fails on this payload, or gives more than {MaxOutput} characters: check it in the preview.";

    private readonly IFluidTemplate template;

    /// <param name="setting">The name of the setting; every message begins with it.</param>
    /// <param name="text">Liquid.</param>
    /// <exception cref="TemplateException">The text is not a template, or names something that does not exist.</exception>
    public TextTemplate(string setting, string text)
    {
        Setting = setting;
        template = Named(() => TemplateLanguage.Parse(text));
    }

    public string Setting { get; }

    /// <summary>Trimmed; control characters and line breaks become spaces. A missing or null value gives nothing.</summary>
    /// <exception cref="TemplateException">It gives a list or an object, fails on the payload, or takes too much work.</exception>
    public string Render(TemplateModel model) => Controls().Replace(RenderLines(model), " ").Trim();

    /// <summary>The same with its control characters: a line break separates two numbers.</summary>
    /// <exception cref="TemplateException">As above.</exception>
    public string RenderLines(TemplateModel model) => Named(() => Write(model)).Trim();

    private string Write(TemplateModel model)
    {
        using var text = new StringWriter(new StringBuilder(64, MaxOutput), CultureInfo.InvariantCulture);
        model.EnterChildScope();
        try
        {
            // Templates never await anything: the task is already complete.
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

    [GeneratedRegex(@"[\p{Cc}\p{Zl}\p{Zp}]+")]
    private static partial Regex Controls();
}
