using System.Text.Json.Nodes;
using AlturBridge.Messages;
using AlturBridge.Receiving.Sources;

namespace AlturBridge.Testing.Fuzz;

/// <summary>What holds for every request.</summary>
internal static class IntakePromises
{
    /// <summary>For one request of at most 256 KB: superlinear work would take gigabytes.</summary>
    private const long MaxAllocatedBytes = 128L * 1024 * 1024;

    private const string Problem = "application/problem+json";

    /// <summary>Appears in the intake's own sentences.</summary>
    private const string Example = "such as +12025550143";

    private static readonly int[] Statuses = [200, 202, 400, 401, 403, 413, 422];

    public static void OfAnswer(FuzzAnswer answer, SourceOptions source)
    {
        Check(Statuses.Contains(answer.Status), $"The status {answer.Status} is not documented.");
        Check(answer.AllocatedBytes <= MaxAllocatedBytes, $"It allocated {answer.AllocatedBytes:N0} bytes.");
        OfHeaders(answer);
        foreach (var call in answer.Queued.Zip(answer.Calls))
        {
            OfMessage(call.First.MessageId, call.First.CorrelationId, call.Second);
        }

        OfLog(answer);
        OfBody(answer, source);
    }

    public static void OfRepetition(FuzzAnswer first, FuzzAnswer second)
    {
        Check(
            first.Status == second.Status && first.Body.AsSpan().SequenceEqual(second.Body), "The same request was answered in two ways.");
        Check(first.Ids.SequenceEqual(second.Ids), "The same request gave other ids.");
    }

    /// <summary>A preview shows exactly what is queued.</summary>
    public static void OfPreview(FuzzAnswer answer, FuzzAnswer preview, string source)
    {
        Check(preview.Queued.Count == 0, "A preview queued something.");
        Check(preview.Status is 200 or 413 || preview.Status == answer.Status, $"A preview was answered with {preview.Status}.");
        if (answer.Queued.Count == 0 || preview.Status != 200)
        {
            return;
        }

        var calls = Json(preview)["leads"]!.AsArray()
            .Where(lead => lead!["call"] is not null)
            .DistinctBy(IdOf)
            .ToList();
        Check(
            answer.Ids.SequenceEqual(calls.Select(IdOf)),
            "A preview shows other leads than are queued.");
        Check(
            answer.Queued.Zip(calls).All(pair => JsonNode.DeepEquals(JsonNode.Parse(pair.First.Body), pair.Second!["call"])),
            "A preview shows another call than is queued.");

        string IdOf(JsonNode? lead) => LeadId.Of(
            source, lead!["dedup_key"]!.GetValue<string>(), lead["call"]!["phone_number_to"]!.GetValue<string>());
    }

    /// <summary>The same request without authentication.</summary>
    public static void OfForgery(FuzzAnswer answer) =>
        Check(answer.Status is 401 or 413 && answer.Queued.Count == 0, $"An unauthenticated request was answered with {answer.Status}.");

    public static void OfHandshake(FuzzAnswer answer)
    {
        Check(answer.Status is 200 or 403 or 404 && answer.Queued.Count == 0, $"A handshake was answered with {answer.Status}.");
        OfHeaders(answer);
        if (answer.Status != 200)
        {
            OfProblem(answer);
        }
    }

    private static void OfMessage(string id, string correlationId, CallRequestResult reading)
    {
        Check(
            id.Length <= 128 && id.All(character => character is > ' ' and <= '~') && id == correlationId && !PhoneNumber.IsIn(id),
            $"The id '{id}' is not one.");
        var call = (reading as CallRequestResult.Valid)?.Request ?? throw new BrokenPromiseException("The message is not a call request.");
        Check(call.EndUserDisplayName is not { Length: > 200 }, "A name is longer than 200 characters.");
        Check(call.InitialMessage is not { Length: > 2000 }, "An initial message is longer than 2,000 characters.");
        Check(call.EndUserContext is not { Length: > 8000 }, "A context is longer than 8,000 characters.");
        Check(
            $"{call.EndUserDisplayName}{call.InitialMessage}{call.EndUserContext}".All(character => !char.IsControl(character)),
            "A text has control characters.");
    }

    /// <summary>A lead's id comes from the sender's event id and is logged; nothing else of a payload is.</summary>
    private static void OfLog(FuzzAnswer answer)
    {
        var known = answer.Log.Replace(Example, string.Empty, StringComparison.Ordinal);
        var log = answer.Ids.OrderByDescending(id => id.Length).Aggregate(
            known, (text, id) => text.Replace(id, string.Empty, StringComparison.Ordinal));
        Check(!log.Contains(RequestGenerator.Marker, StringComparison.Ordinal), $"The payload is in the log: {log}");
        Check(!PhoneNumber.IsIn(log), $"A phone number is in the log: {log}");
        Check(!FuzzedSources.Secrets.Any(secret => log.Contains(secret, StringComparison.Ordinal)), "A secret is in the log.");
    }

    private static void OfBody(FuzzAnswer answer, SourceOptions source)
    {
        if (answer.Status is < 200 or > 299)
        {
            OfProblem(answer);
            Check(answer.Queued.Count == 0, "Something was queued from a refused request.");
            return;
        }

        Check(answer.Status == 200 || answer.Queued.Count > 0, "A request was accepted without a lead.");
        if (source.Acknowledgement.Body.Length > 0 || Json(answer)["validationResponse"] is not null)
        {
            return;
        }

        var leads = Json(answer)["leads"]!.AsArray();
        var ids = leads.Select(lead => lead!["id"]?.GetValue<string>()).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        Check(
            Json(answer)["accepted"]!.GetValue<int>() == ids.Count && ids.SequenceEqual(answer.Ids),
            "The receipt does not list what is queued.");
        Check(leads.All(lead => lead!.AsObject().Count == 1), "An element does not have exactly one result.");
    }

    /// <summary>The web server accepts no other headers and would answer 500.</summary>
    private static void OfHeaders(FuzzAnswer answer) =>
        Check(
            answer.Headers.All(
                header => header.Value.All(value => value is null || value.All(character => character is >= ' ' and <= '~'))),
            "A header of the answer is not printable ASCII.");

    private static void OfProblem(FuzzAnswer answer)
    {
        var detail = Json(answer)["detail"]?.GetValue<string>() ?? string.Empty;
        Check(
            answer.ContentType == Problem && detail.Length is > 10 and < 10_000 && detail.EndsWith('.'),
            $"The problem has no sentence: {detail}");
    }

    private static JsonObject Json(FuzzAnswer answer) => JsonNode.Parse(answer.Body)!.AsObject();

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new BrokenPromiseException(otherwise);
        }
    }
}
