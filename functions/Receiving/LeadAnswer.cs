using AlturBridge.Receiving.Leads;
using AlturBridge.Receiving.Sources;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving;

/// <summary>The answer to a request that was authentic and readable.</summary>
public static class LeadAnswer
{
    public static IResult Of(Source source, IReadOnlyList<LeadResult> results, LeadReceipt receipt)
    {
        if (receipt.Accepted == 0 && source.OnRefusal == RefusalResponse.Problem && receipt.Leads.Any(lead => lead.IsConflict))
        {
            return LeadProblem.Conflict([.. receipt.Leads.Where(lead => lead.IsConflict).Select(lead => lead.Refused!)], receipt);
        }

        if (receipt.Accepted == 0 && source.OnRefusal == RefusalResponse.Problem
            && results.OfType<LeadResult.Refused>().ToList() is { Count: > 0 } refused)
        {
            return LeadProblem.Invalid([.. refused.SelectMany(lead => lead.Problems)], receipt);
        }

        var acknowledgement = source.Acknowledgement;
        var status = receipt.Accepted > 0 ? acknowledgement.Status : StatusCodes.Status200OK;

        if (!AcknowledgementOptions.MayHaveBody(status))
        {
            return Results.StatusCode(status);
        }

        return acknowledgement.Body.Length > 0
            ? Results.Text(acknowledgement.Body, acknowledgement.ContentType, statusCode: status)
            : Results.Json(receipt, ReceivingJson.Readable.LeadReceipt, statusCode: status);
    }
}
