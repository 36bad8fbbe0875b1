using AlturBridge.Messages;
using AlturBridge.Numbers;
using AlturBridge.Receiving.Sources;
using AlturBridge.Receiving.Templates;

namespace AlturBridge.Receiving.Leads;

/// <summary>Turns one element of a source's request into a lead: filter, render, read the number, check, find the key. Pure.</summary>
internal sealed class LeadReader(Source source, TemplateModel model, DateTimeOffset receivedAt)
{
    private const int MaxDisplayName = 200;
    private const int MaxInitialMessage = 2000;

    /// <summary>In characters. A longer context is cut: the beginning still helps the agent.</summary>
    private const int MaxContext = 8000;

    private readonly List<string> problems = [];
    private readonly List<string> warnings = [];

    /// <param name="requestKey">The key the sender gives this element; null if none.</param>
    public LeadResult Read(string? requestKey)
    {
        try
        {
            return source.Templates.When?.Render(model) switch
            {
                null or "true" when !HasConsent() => new LeadResult.Refused(
                    [$"There is no consent to this call: {source.Templates.Consent!.Setting} is not true for this lead."]),
                null or "true" => ReadLead(requestKey),
                "" or "false" => new LeadResult.Skipped(
                    $"It is not a lead for this source: {source.Templates.When!.Setting} is not true for it."),
                _ => new LeadResult.Refused(
                    [$"{source.Templates.When!.Setting} gives neither true nor false for this element: fix the template."]),
            };
        }
        catch (TemplateException exception)
        {
            return new LeadResult.Refused([exception.Message]);
        }
    }

    private bool HasConsent() => source.Templates.Consent is not { } consent || consent.Render(model) == "true";

    private LeadResult ReadLead(string? requestKey)
    {
        var number = Number();
        var call = new CallRequest
        {
            AgentId = Text(Field.AgentId) ?? source.AgentId ?? string.Empty,
            PhoneNumberTo = number?.E164 ?? string.Empty,
            EndUserDisplayName = Within(MaxDisplayName, Field.EndUserDisplayName),
            EndUserContext = Context(number?.DroppedExtension),
            InitialMessage = Within(MaxInitialMessage, Field.InitialMessage),
        };

        if (CallRequestRules.AgentProblem(call.AgentId) is { } problem)
        {
            problems.Add(problem);
        }
        else if (source.Options.Agents is { Count: > 0 } agents && !agents.Contains(call.AgentId, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"agent_id is not one of Sources__{source.Name}__Agents: this source may not use that agent.");
        }

        var (timeZone, callAt) = (TimeZone(), CallAt());
        if (problems.Count > 0)
        {
            return new LeadResult.Refused(problems);
        }

        var body = new BinaryData(call.ToJson());
        var key = Key() ?? requestKey ?? LeadId.KeyOf(body);
        var id = LeadId.Of(source.Name, key, call.PhoneNumberTo);
        return new LeadResult.Lead(call, body, id, key, Reference(call.PhoneNumberTo), timeZone, callAt, warnings);
    }

    /// <summary>The first candidate that can be called. If none can, each says why.</summary>
    private PhoneResult.Number? Number()
    {
        const string Nothing = "it gives nothing.";
        var templates = source.Templates.Of(Field.PhoneNumberTo);
        var reasons = new List<(string Candidate, string Why)>();
        foreach (var (place, template) in templates.Index())
        {
            var name = templates.Count == 1 ? Field.PhoneNumberTo : $"{Field.PhoneNumberTo}__{place}";
            var before = problems.Count;
            var reading = Rendered(template.RenderLines) is { } text
                ? PhoneNormalizer.Read(text, source.Options.Phone, source.AllowedNumbers)
                : null;
            if (reading is PhoneResult.Number number)
            {
                problems.Clear();
                return number;
            }

            // A template that failed has said so.
            if (problems.Count == before)
            {
                reasons.Add((name, reading is PhoneRefusal refused ? refused.Sentence($"Sources__{source.Name}__Phone") : Nothing));
            }
        }

        var isMissing = problems.Count == 0 && reasons.TrueForAll(reason => reason.Why == Nothing);
        problems.AddRange(isMissing
            ? [$"{Field.PhoneNumberTo} is missing: {Hint()}"]
            : reasons
                .GroupBy(reason => reason.Why, reason => reason.Candidate)
                .Select(alike => $"{string.Join(" and ", alike)}: {alike.Key}"));
        return null;
    }

    private string? TimeZone()
    {
        var zone = Text(Field.TimeZone) ?? source.TimeZone;
        if (zone is not null && !IanaZones.Exists(zone))
        {
            problems.Add($"{Field.TimeZone} is not the IANA name of a time zone: send one such as America/New_York, or omit it.");
        }

        return zone;
    }

    private DateTimeOffset? CallAt()
    {
        var text = Text(Field.CallAt);
        var time = text is null ? null : CallTime.Parse(text, receivedAt);
        if (text is not null && time is null)
        {
            problems.Add($"{Field.CallAt} is not a time: send one with its offset, such as 2026-12-01T09:00:00Z, or a "
                + "wait such as 00:05:00.");
        }

        return time;
    }

    private string Hint() => model.Lead switch
    {
        List<object?> => $"the sender sent a list. Set Sources__{source.Name}__Split=[*] to make each element a lead.",
        _ => $"Sources__{source.Name}__Fields__{Field.PhoneNumberTo} gives nothing for this payload. "
            + (source.Options.NoPhone is { Length: > 0 } advice ? advice : "Send the number to call, such as +12025550143."),
    };

    private string? Context(string? droppedExtension)
    {
        var note = droppedExtension is null
            ? string.Empty
            : $" (The number was given with the extension {droppedExtension}, which was not dialled.)";
        var context = Text(Field.EndUserContext) ?? string.Empty;
        if (context.Length > MaxContext - note.Length)
        {
            context = $"{TextLength.Cut(context, MaxContext - note.Length - 1)}…";
            warnings.Add($"{Field.EndUserContext} was longer than {MaxContext} characters and was cut");
        }

        return $"{context}{note}".TrimStart() is { Length: > 0 } text ? text : null;
    }

    private string? Within(int limit, string field)
    {
        var text = Text(field);
        if (text?.Length > limit)
        {
            problems.Add($"{field} has {text.Length} characters: {limit} are allowed. Shorten it, or use truncate in its template.");
        }

        return text;
    }

    /// <summary>A key without values is the same for every lead; ignored.</summary>
    private string? Key() =>
        source.Templates.DedupKey?.Render(model) is { Length: > 0 } key && key != source.Templates.BlankKey ? key : null;

    private string? Reference(string phoneNumberTo)
    {
        var reference = Text(Field.Reference);
        if (reference is null || CrmReference.IsOpaque(reference, phoneNumberTo))
        {
            return reference;
        }

        warnings.Add(
            $"{Field.Reference} was omitted: it must be an id of at most {CrmReference.MaxLength} ASCII characters, "
            + "and no phone number or e-mail address");
        return null;
    }

    /// <returns>What the field's first template with a result gives; null if none has one.</returns>
    private string? Text(string field) =>
        source.Templates.Of(field).Select(template => Rendered(template.Render)).FirstOrDefault(text => text is not null);

    private string? Rendered(Func<TemplateModel, string> render)
    {
        try
        {
            return render(model) is { Length: > 0 } text ? text : null;
        }
        catch (TemplateException exception)
        {
            problems.Add(exception.Message);
            return null;
        }
    }
}
