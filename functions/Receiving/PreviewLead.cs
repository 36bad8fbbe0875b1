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

        var preview = new LeadPreview(Authentic: found.Authenticates ? true : null, Problem: null, Leads: []);
        try
        {
            var now = time.GetUtcNow();
            found.VerifyPreview(request, body, now);
            preview = PayloadLeads.Read(found, found.Read(request, body), request, now) is { } results
                ? preview with { Leads = [.. (await checks.CheckAsync(found, results, cancellationToken)).Select(Show)] }
                : preview with { Problem = LeadProblem.TooLargeSentence };
        }
        catch (NotAuthenticException exception)
        {
            log.NotAuthentic(found.Name, exception.Message);
            return LeadProblem.NotAuthentic(exception.Message);
        }
        catch (UnreadablePayloadException exception)
        {
            preview = preview with { Problem = exception.Message };
        }

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
