using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlturBridge.Sandbox.Run;

/// <summary>The outcome for machines.</summary>
internal static partial class OutcomeJson
{
    private static readonly OutcomeContext Context = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    });

    public static string Write(IReadOnlyList<LeadJourney> journeys) => JsonSerializer.Serialize(
        new Outcome(
            journeys.All(journey => journey.Problem is null),
            journeys.Count,
            journeys.Count(journey => journey.LeadId is not null),
            journeys.Count(journey => journey.Rings > 0),
            journeys.Count(journey => journey.Rings > 1),
            journeys.Count(journey => journey.Delivered > 0),
            journeys.Count(journey => journey.DeadLetter is not null),
            [.. journeys.Select(journey => new LeadOutcome(
                journey.LeadId, journey.Lead.Name, journey.Lead.PhoneNumber, journey.Posts, journey.Rings, journey.Delivered,
                journey.FailedDeliveries, journey.WrongSignatures == 0, journey.DeadLetter, journey.Problem))]),
        Context.Outcome);

    internal sealed record Outcome(
        bool Ok,
        int Leads,
        int Accepted,
        int Called,
        int CalledTwice,
        int Delivered,
        int DeadLettered,
        IReadOnlyList<LeadOutcome> Journeys);

    internal sealed record LeadOutcome(
        string? LeadId, string Name, string PhoneNumber, int Posts, int Calls, int Deliveries, int FailedDeliveries, bool SignaturesValid,
        string? DeadLetter, string? Problem);

    [JsonSerializable(typeof(Outcome))]
    internal sealed partial class OutcomeContext : JsonSerializerContext;
}
