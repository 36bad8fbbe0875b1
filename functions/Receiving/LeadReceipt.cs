using System.Text.Json.Serialization;
using AlturBridge.Messages;
using AlturBridge.Receiving.Leads;
using AlturBridge.Receiving.Sources;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving;

/// <summary>The answer to an authentic, readable request: how many leads are queued, and what happened to each element.</summary>
public sealed record LeadReceipt(int Accepted, IReadOnlyList<ReceivedLead> Leads)
{
    /// <summary>The receipt, or what the source is set to send instead.</summary>
    public IResult ToAnswer(Source source, IReadOnlyList<LeadResult> results)
    {
        if (Accepted == 0 && source.Options.OnRefusal == RefusalResponse.Problem && Leads.Any(lead => lead.Refused is not null))
        {
            return LeadProblem.NoneAccepted(this, [.. results.OfType<LeadResult.Refused>().SelectMany(lead => lead.Problems)]);
        }

        var acknowledgement = source.Options.Acknowledgement;
        var status = Accepted > 0 ? acknowledgement.Status : StatusCodes.Status200OK;
        if (!AcknowledgementOptions.MayHaveBody(status))
        {
            return Results.StatusCode(status);
        }

        return acknowledgement.Body.Length > 0
            ? Results.Text(acknowledgement.Body, acknowledgement.ContentType, statusCode: status)
            : Results.Json(this, ReceivingJson.Readable.LeadReceipt, statusCode: status);
    }
}

/// <summary>What happened to one element of a request; Id, Skipped or Refused is set.</summary>
/// <param name="Id">The id of a queued lead; the webhook receives it as <c>webhook-id</c>.</param>
/// <param name="Skipped">Why the element is not a lead.</param>
/// <param name="Refused">Why the lead cannot be called.</param>
/// <param name="Duplicate">True for a lead that was sent before.</param>
/// <param name="Revived">True for a dead lead that was not called, and waits again.</param>
/// <param name="State">Where a lead that was sent before is.</param>
public sealed record ReceivedLead(
    string? Id = null, string? Skipped = null, string? Refused = null,
    bool? Duplicate = null, bool? Revived = null, LeadState? State = null)
{
    /// <summary>Whether it is refused because its key was sent before with different content.</summary>
    [JsonIgnore]
    public bool IsConflict { get; init; }
}
