using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving.Templates;

/// <summary>What a template can name: <c>body</c>, <c>item</c>, <c>headers</c>, <c>query</c> and <c>source</c>.</summary>
public sealed class TemplateModel
{
    private TemplateModel(Dictionary<string, object?> values, RenderBudget budget) => (Values, Budget) = (values, budget);

    public static IReadOnlyList<string> Roots { get; } = ["item", "body", "headers", "query", "source"];

    public static TemplateModel Empty => Of(new Dictionary<string, object?>(), new HeaderDictionary(), QueryCollection.Empty, string.Empty).With(new Dictionary<string, object?>());

    internal Dictionary<string, object?> Values { get; }

    /// <summary>Of the whole request.</summary>
    internal RenderBudget Budget { get; }

    public static TemplateModel Of(object? body, IHeaderDictionary headers, IQueryCollection query, string source) => new(new(StringComparer.Ordinal)
    {
        ["body"] = body,
        ["headers"] = headers.ToDictionary(header => header.Key, header => (object?)header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        ["query"] = query.ToDictionary(parameter => parameter.Key, parameter => (object?)parameter.Value.ToString(), StringComparer.Ordinal),
        ["source"] = source,
    }, new RenderBudget());

    /// <summary>The same request, seen from one of the leads in it.</summary>
    public TemplateModel With(object? item) => new(new(Values, StringComparer.Ordinal) { ["item"] = item }, Budget);
}
