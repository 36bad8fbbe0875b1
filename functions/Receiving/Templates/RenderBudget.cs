namespace AlturBridge.Receiving.Templates;

/// <summary>
/// Bounds the work that a source's templates do on one request, in characters: those of a template for each time it, or a round of its
/// <c>#each</c>, is run, those it gives to helpers and has back from them, and those it writes. A list counts as its elements.
/// </summary>
public sealed class RenderBudget
{
    /// <summary>A batch of 5,000 leads with the longest preset takes a fifth of this.</summary>
    public const int MaxCharacters = 16 * 1024 * 1024;

    /// <summary>A round costs something even when it does nothing.</summary>
    private const int LeastRound = 100;

    /// <summary>Rendering stays on its thread, and the library has no place for it.</summary>
    [ThreadStatic]
    private static RenderBudget? current;

    private long spent;
    private int templateLength;

    /// <summary>Begins to run a template on this thread.</summary>
    /// <exception cref="TemplateException">The request has been given all the work it may be.</exception>
    internal void Begin(int length)
    {
        current = this;
        templateLength = length;
        Spend(length);
    }

    /// <exception cref="TemplateException">As <see cref="Begin"/>.</exception>
    internal static void SpendRound() => Spend(Math.Max(current!.templateLength, LeastRound));

    /// <exception cref="TemplateException">As <see cref="Begin"/>.</exception>
    internal static void Spend(int characters)
    {
        if ((current!.spent += characters) > MaxCharacters)
        {
            throw new TemplateException("The templates of this source have too much to do on this request: send fewer leads at once, or let the templates name item and not body.");
        }
    }
}
