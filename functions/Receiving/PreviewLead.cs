using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Leads;
using AlturBridge.Receiving.Payloads;
using AlturBridge.Receiving.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Receiving;

/// <summary>Shows what a payload would become, for people who connect a CRM. Nothing is queued.</summary>
public sealed class PreviewLead(SourceCatalog sources, LeadChecks checks, TimeProvider time, ILogger<PreviewLead> logger)
{
    private readonly IntakeLog log = new(logger);

    [Function(nameof(PreviewLead))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "leads/{source}/preview")]
        HttpRequest request, string source, CancellationToken cancellationToken)
    {
        if (!sources.TryFind(source, out var found))
        {
            log.UnknownSource();
            return LeadProblem.UnknownSource();
        }

        if (await RequestBody.ReadAsync(request, cancellationToken) is not { } body)
        {
            log.TooLarge(found.Name);
            return LeadProblem.TooLarge();
        }

        var verdict = found.VerifyPreview(request, body, time.GetUtcNow());
        if (verdict is Verdict.Refused refusal)
        {
            log.NotAuthentic(found.Name, refusal.Why);
            return LeadProblem.NotAuthentic(refusal.Why);
        }

        var preview = new LeadPreview(Authentic: verdict is Verdict.Proven ? true : null, Problem: null, Leads: []);
        preview = found.Read(request, body) switch
        {
            PayloadResult.Unreadable unreadable => preview with { Problem = unreadable.Problem },
            PayloadResult.Read payload => PayloadLeads.Read(found, payload.Model, request) is { } results
                ? preview with { Leads = [.. (await checks.CheckAsync(found, results, cancellationToken)).Select(Show)] }
                : preview with { Problem = LeadProblem.TooLargeSentence },
            _ => throw new InvalidOperationException("This kind of result has no preview."),
        };
        log.Previewed(found.Name, preview);

        return Results.Json(preview, ReceivingJson.Readable.LeadPreview);
    }

    private static LeadPreview.Lead Show(LeadResult result) => result switch
    {
        LeadResult.Lead lead => new LeadPreview.Lead(
            lead.Call, lead.DeduplicationKey, lead.Reference, lead.Warnings is [] ? null : lead.Warnings),
        LeadResult.Skipped skipped => new LeadPreview.Lead(Skipped: skipped.Why),
        LeadResult.Refused refused => new LeadPreview.Lead(Refused: refused.Sentence),
        _ => throw new InvalidOperationException("This kind of lead has no preview."),
    };
}
