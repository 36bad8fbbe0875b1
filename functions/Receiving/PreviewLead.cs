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
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "leads/{source}/preview")]
        HttpRequest request, string source, CancellationToken cancellationToken) =>
        LeadRequests.AnswerAsync(
            request, source, sources, log, (found, body) => ShowAsync(found, request, body, cancellationToken), cancellationToken);

    private async Task<IResult> ShowAsync(Source source, HttpRequest request, byte[] body, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        source.VerifyPreview(request, body, now);
        var preview = new LeadPreview(Authentic: source.Authenticates ? true : null, Problem: null, Leads: []);
        try
        {
            var results = PayloadLeads.Read(source, source.Read(request, body), request, now);
            preview = preview with { Leads = [.. (await checks.CheckAsync(source, results, cancellationToken)).Select(Show)] };
        }
        catch (Exception exception) when (exception is UnreadablePayloadException or TooLargeException)
        {
            preview = preview with { Problem = exception.Message };
        }

        log.Previewed(source.Name, preview);
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
