using AlturBridge.Receiving.Templates;

namespace AlturBridge.Receiving.Sources;

/// <summary>A source's templates, compiled.</summary>
public sealed class LeadTemplates(SourceOptions source)
{
    public TextTemplate? When { get; } = Compile(source.When);

    public TextTemplate? AgentId { get; } = OfField(source, Field.AgentId);

    public TextTemplate? PhoneNumberTo { get; } = OfField(source, Field.PhoneNumberTo);

    public TextTemplate? EndUserDisplayName { get; } = OfField(source, Field.EndUserDisplayName);

    public TextTemplate? EndUserContext { get; } = OfField(source, Field.EndUserContext);

    public TextTemplate? InitialMessage { get; } = OfField(source, Field.InitialMessage);

    public TextTemplate? DedupKey { get; } = Compile(source.DedupKey);

    /// <summary>Each template that is not empty by the name of its setting.</summary>
    public static IEnumerable<(string Setting, string Text)> Texts(SourceOptions source) =>
        new[] { ("When", source.When), ("DedupKey", source.DedupKey) }
            .Concat(source.Fields.Select(field => ($"Fields__{field.Key}", field.Value)))
            .Where(template => !string.IsNullOrWhiteSpace(template.Item2));

    private static TextTemplate? OfField(SourceOptions source, string field) => source.Fields.TryGetValue(field, out var text) ? Compile(text) : null;

    private static TextTemplate? Compile(string text) => string.IsNullOrWhiteSpace(text) ? null : TextTemplate.Compile(text);
}
