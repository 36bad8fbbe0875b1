using AlturBridge.Messages;
using AlturBridge.Receiving.Phones;
using AlturBridge.Receiving.Sources;
using AlturBridge.Receiving.Templates;

namespace AlturBridge.Receiving.Leads;

/// <summary>Makes a lead of one element of a source's request: filter, render, normalise the number, check, find the key. Pure.</summary>
public static class LeadReader
{
    /// <param name="source">Whose templates to use.</param>
    /// <param name="model">The request, with the element as <c>item</c>.</param>
    /// <param name="requestKey">The key the sender gives this element; null without one.</param>
    public static LeadReading Read(Source source, TemplateModel model, string? requestKey)
    {
        try
        {
            return Render(source, "When", source.Templates.When, model) switch
            {
                null or "true" => ReadLead(source, model, requestKey),
                "" or "false" => new LeadReading.Skipped("It is not a lead for this source: its When template does not give true."),
                _ => new LeadReading.Refused([$"Sources__{source.Name}__When gives neither true nor false for this element: mend the template."]),
            };
        }
        catch (TemplateException exception)
        {
            return new LeadReading.Refused([exception.Message]);
        }
    }

    private static LeadReading ReadLead(Source source, TemplateModel model, string? requestKey)
    {
        var problems = new List<string>();
        var rendered = new RenderedFields(source.Templates, model, problems);
        var (number, droppedExtension) = Number(source, model.Root("item"), rendered.PhoneNumberTo, problems);
        var note = droppedExtension is null ? string.Empty : $" (The number was given with the extension {droppedExtension}, which was not dialled.)";
        var call = new CallRequest
        {
            AgentId = rendered.AgentId ?? source.AgentId ?? string.Empty,
            PhoneNumberTo = number,
            EndUserDisplayName = FieldLimits.Within(Field.EndUserDisplayName, rendered.EndUserDisplayName, FieldLimits.DisplayName, problems),
            EndUserContext = WithNote(FieldLimits.Cut(rendered.EndUserContext, FieldLimits.Context - note.Length, out var wasCut), note),
            InitialMessage = FieldLimits.Within(Field.InitialMessage, rendered.InitialMessage, FieldLimits.InitialMessage, problems),
        };

        problems.AddRange(CallRequestRules.Problems(call).Where(problem => number.Length > 0 || !problem.StartsWith(Field.PhoneNumberTo, StringComparison.Ordinal)));

        if (problems.Count > 0)
        {
            return new LeadReading.Refused(problems);
        }

        var body = new BinaryData(call.ToJson());
        return new LeadReading.Lead(call, body, Key(source, model, requestKey, body), wasCut ? $"{Field.EndUserContext} was longer than {FieldLimits.Context} characters and was cut" : null);
    }

    private static (string Number, string? DroppedExtension) Number(Source source, object? item, string? text, List<string> problems)
    {
        switch (PhoneNumberOf(source, text))
        {
            case PhoneResult.Number number:
                return (number.E164, number.DroppedExtension);
            case PhoneResult.Refused refused:
                problems.Add($"{Field.PhoneNumberTo}: {refused.Reason.Sentence($"Sources__{source.Name}__Phone")}");
                return (string.Empty, null);
            default:
                problems.Add($"{Field.PhoneNumberTo} is missing: {Hint(source, item)}");
                return (string.Empty, null);
        }
    }

    private static string Hint(Source source, object? item) => item switch
    {
        List<object?> => $"the sender sent a list. Set Sources__{source.Name}__Split=[*] to make a lead of each of its elements.",
        _ => source.NoPhone.Length > 0 ? source.NoPhone : "send the number to call in E.164 form, such as +12025550143.",
    };

    private static PhoneResult? PhoneNumberOf(Source source, string? text) => text is null ? null : PhoneNormalizer.Read(text, source.Phone, source.AllowedNumbers);

    private static string? WithNote(string? context, string note) => note.Length == 0 ? context : $"{context}{note}".TrimStart();

    /// <summary>A template none of whose values is there gives the same text for every lead: that is no key.</summary>
    private static string Key(Source source, TemplateModel model, string? requestKey, BinaryData body) =>
        Render(source, "DedupKey", source.Templates.DedupKey, model) is { Length: > 0 } key && key != source.Templates.DedupKey?.Blank
            ? key
            : requestKey ?? LeadId.KeyOf(body);

    /// <exception cref="TemplateException">It names the setting.</exception>
    private static string? Render(Source source, string setting, TextTemplate? template, TemplateModel model)
    {
        try
        {
            return template?.Render(model);
        }
        catch (TemplateException exception)
        {
            throw new TemplateException($"Sources__{source.Name}__{setting}: {exception.Message}", exception);
        }
    }
}
