using AlturBridge.Receiving.Sources;
using AlturBridge.Receiving.Templates;

namespace AlturBridge.Receiving.Leads;

/// <summary>The fields of a call request as the templates give them; null where one gives nothing.</summary>
internal sealed class RenderedFields(LeadTemplates templates, TemplateModel model, List<string> problems)
{
    public string? AgentId { get; } = Render(Field.AgentId, templates.AgentId, model, problems);

    public string? PhoneNumberTo { get; } = Render(Field.PhoneNumberTo, templates.PhoneNumberTo, model, problems);

    public string? EndUserDisplayName { get; } = Render(Field.EndUserDisplayName, templates.EndUserDisplayName, model, problems);

    public string? EndUserContext { get; } = Render(Field.EndUserContext, templates.EndUserContext, model, problems);

    public string? InitialMessage { get; } = Render(Field.InitialMessage, templates.InitialMessage, model, problems);

    private static string? Render(string field, TextTemplate? template, TemplateModel model, List<string> problems)
    {
        try
        {
            return template?.Render(model) is { Length: > 0 } text ? text : null;
        }
        catch (TemplateException exception)
        {
            problems.Add($"{field}: {exception.Message}");
            return null;
        }
    }
}
