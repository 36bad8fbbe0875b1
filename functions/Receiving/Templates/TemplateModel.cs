using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving.Templates;

/// <summary>What a template can name: <c>body</c>, <c>item</c>, <c>headers</c>, <c>query</c> and <c>source</c>.</summary>
public sealed class TemplateModel
{
    private readonly Request request;
    private readonly object? item;
    private Dictionary<string, object?>? values;

    private TemplateModel(Request request, object? item) => (this.request, this.item) = (request, item);

    public static IReadOnlyList<string> Roots { get; } = ["item", "body", "headers", "query", "source"];

    /// <summary>Of a request of nothing: no kind of payload is a mistake of a template before one is there.</summary>
    public static TemplateModel Empty => Of(body: null, new HeaderDictionary(), QueryCollection.Empty, string.Empty);

    /// <summary>All roots. Made when a template asks for it: most are plain paths.</summary>
    internal Dictionary<string, object?> Values => values ??= Roots.ToDictionary(name => name, Root, StringComparer.Ordinal);

    /// <summary>Of the whole request.</summary>
    internal RenderBudget Budget => request.Budget;

    public static TemplateModel Of(object? body, IHeaderDictionary headers, IQueryCollection query, string source) => new(new Request(body, headers, query, source), item: null);

    /// <summary>The same request, seen from one of the leads in it.</summary>
    public TemplateModel With(object? lead) => new(request, lead);

    internal object? Root(string name) => name switch
    {
        "item" => item,
        "body" => request.Body,
        "headers" => request.HeaderValues,
        "query" => request.QueryValues,
        "source" => request.Source,
        _ => null,
    };

    /// <summary>What all leads of a request share.</summary>
    private sealed record Request(object? Body, IHeaderDictionary Headers, IQueryCollection Query, string Source)
    {
        private Dictionary<string, object?>? headerValues;
        private Dictionary<string, object?>? queryValues;

        public RenderBudget Budget { get; } = new();

        public Dictionary<string, object?> HeaderValues => headerValues ??=
            Headers.ToDictionary(header => header.Key, header => (object?)header.Value.ToString(), StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, object?> QueryValues => queryValues ??=
            Query.ToDictionary(parameter => parameter.Key, parameter => (object?)parameter.Value.ToString(), StringComparer.Ordinal);
    }
}
