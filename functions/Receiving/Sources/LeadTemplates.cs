using AlturBridge.Receiving.Templates;

namespace AlturBridge.Receiving.Sources;

/// <summary>A source's templates, compiled.</summary>
public sealed class LeadTemplates
{
    private readonly ILookup<string, TextTemplate> fields;

    /// <exception cref="TemplateException">One of them is not a template.</exception>
    public LeadTemplates(string setting, SourceOptions source)
    {
        fields = Texts(setting, source).ToLookup(
            template => template.Name, template => new TextTemplate(template.Setting, template.Text), StringComparer.OrdinalIgnoreCase);
        When = fields[nameof(When)].FirstOrDefault();
        Consent = fields[nameof(Consent)].FirstOrDefault();
        DedupKey = fields[nameof(DedupKey)].FirstOrDefault();
        BlankKey = Blank(DedupKey);
    }

    public TextTemplate? When { get; }

    public TextTemplate? Consent { get; }

    public TextTemplate? DedupKey { get; }

    /// <summary>What <see cref="DedupKey"/> gives if nothing it names exists.</summary>
    public string? BlankKey { get; }

    /// <summary>The templates of a <see cref="Field"/>, the first choice first.</summary>
    public IReadOnlyList<TextTemplate> Of(string field) => [.. fields[field]];

    public static IEnumerable<string> Problems(string setting, SourceOptions source) =>
        Texts(setting, source).Select(template => Problem(template.Setting, template.Text)).OfType<string>();

    /// <summary>The non-empty ones, with the names of their settings.</summary>
    private static IEnumerable<(string Name, string Setting, string Text)> Texts(string setting, SourceOptions source)
    {
        (string Name, string Setting, string Text)[] all =
        [
            (nameof(When), $"{setting}__When", source.When),
            (nameof(Consent), $"{setting}__Consent", source.Consent),
            (nameof(DedupKey), $"{setting}__DedupKey", source.DedupKey),
            .. source.Fields.SelectMany(field => field.Value.Select((text, place) =>
                (field.Key, $"{setting}__Fields__{field.Key}{(field.Value.Count > 1 ? $"__{place}" : string.Empty)}", text))),
        ];

        return all.Where(template => !string.IsNullOrWhiteSpace(template.Text));
    }

    private static string? Problem(string setting, string text)
    {
        try
        {
            _ = new TextTemplate(setting, text);
            return null;
        }
        catch (TemplateException exception)
        {
            return exception.Message;
        }
    }

    private static string? Blank(TextTemplate? template)
    {
        try
        {
            return template?.Render(TemplateModel.Empty);
        }
        catch (TemplateException)
        {
            return null; // It gives nothing without a value.
        }
    }
}
