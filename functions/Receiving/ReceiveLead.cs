using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Receiving.Leads;
using AlturBridge.Receiving.Payloads;
using AlturBridge.Receiving.Sources;
using AlturBridge.Telemetry;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlturBridge.Receiving;

/// <summary>Accepts leads: answers 202 only once the queue has them, after which they cannot be lost.</summary>
public sealed class ReceiveLead(
    SourceCatalog sources,
    Lanes lanes,
    LeadSpacing spacing,
    LeadChecks checks,
    HourlyAllowance allowance,
    [FromKeyedServices(Queues.Calls)] ServiceBusSender calls,
    QueueDeadline deadline,
    IOptions<LeadsOptions> leads,
    RepeatedLeads repeated,
    ILeadEvents events,
    TimeProvider time,
    ILogger<ReceiveLead> logger)
{
    private readonly IntakeLog log = new(logger);

    [Function(nameof(ReceiveLead))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "leads/{source}")]
        HttpRequest request, string source, CancellationToken cancellationToken) =>
        AnswerAsync(request, source, isPreview: false, cancellationToken);

    /// <summary>Shows what a payload would become, for people who connect a CRM. Nothing is queued.</summary>
    [Function("PreviewLead")]
    public Task<IResult> PreviewAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "leads/{source}/preview")]
        HttpRequest request, string source, CancellationToken cancellationToken) =>
        AnswerAsync(request, source, isPreview: true, cancellationToken);

    private async Task<IResult> AnswerAsync(HttpRequest request, string name, bool isPreview, CancellationToken cancellationToken)
    {
        if (!sources.TryFind(name, out var source))
        {
            log.UnknownSource();
            return LeadProblem.UnknownSource();
        }

        try
        {
            var body = await RequestBody.ReadAsync(request, cancellationToken);
            var now = time.GetUtcNow();
            source.Verify(request, body, now, isPreview);
            var payload = source.Read(request, body);
            if (!isPreview && AnswerHandshake.IsEventGridValidation(source, request))
            {
                return AnswerHandshake.ToEventGrid(payload);
            }

            var results = PayloadLeads.Read(source, payload, request, now);
            results = await checks.CheckAsync(results, cancellationToken);
            return isPreview ? Preview(source, results) : await AcceptAsync(source, results, request, cancellationToken);
        }
        catch (Exception exception) when (LeadProblem.Of(exception) is { } problem)
        {
            log.Refused(source.Name, exception.Message);
            return problem;
        }
    }

    private IResult Preview(Source source, IReadOnlyList<LeadResult> results)
    {
        var preview = LeadPreview.Of(source, results);
        log.Previewed(source.Name, preview);
        return Results.Json(preview, ReceivingJson.Readable.LeadPreview);
    }

    private async Task<IResult> AcceptAsync(
        Source source, IReadOnlyList<LeadResult> results, HttpRequest request, CancellationToken cancellationToken)
    {
        var messages = new Dictionary<string, ServiceBusMessage>(StringComparer.Ordinal);
        var received = results.Select(result => Take(source, result, messages)).ToList();
        var (count, at) = (messages.Count, time.GetUtcNow());
        if (OverLimit(source, count, at, request) is { } tooMany)
        {
            return tooMany;
        }

        var spaced = messages.Values.Where(message => message.ScheduledEnqueueTime == default).ToList();
        spaced.ForEach(message => message.ScheduledEnqueueTime = spacing.TurnOf(source.Name, message.SessionId, at) ?? default);
        IReadOnlyDictionary<string, ReceivedLead> known;
        try
        {
            known = await repeated.SortOutAsync(messages, cancellationToken);
            if (messages.Count > 0)
            {
                await deadline.WithinAsync(token => MessageBatches.SendAsync(calls, [.. messages.Values], token), cancellationToken);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            allowance.GiveBack(source.Name, count, at);
            spaced.ForEach(message => spacing.GiveBack(source.Name, message.SessionId));
            log.NotQueued(messages.Keys, exception);
            return LeadProblem.QueueUnavailable(request.HttpContext.Response);
        }

        foreach (var (leadId, message) in messages)
        {
            events.Add(known.ContainsKey(leadId) ? LeadEvent.Duplicate(message) : LeadEvent.Accepted(message));
            BridgeMetrics.CountLead(source.Name, "accepted");
        }

        received = received.ConvertAll(lead => lead.Id is { } id ? known.GetValueOrDefault(id, lead) : lead);
        log.Done(source.Name, received, [.. results.OfType<LeadResult.Lead>().SelectMany(lead => lead.Warnings)]);
        var accepted = messages.Count + known.Values.Count(lead => lead.Revived == true);
        return new LeadReceipt(accepted, received).ToAnswer(source, results);
    }

    /// <summary>A lead becomes a message; two with one key and the same content are one.</summary>
    private ReceivedLead Take(Source source, LeadResult result, Dictionary<string, ServiceBusMessage> messages)
    {
        switch (result)
        {
            case LeadResult.Lead lead:
                if (!messages.TryGetValue(lead.Id, out var message))
                {
                    messages[lead.Id] = message = ToMessage(source, lead);
                }

                return message.Body.ToMemory().Span.SequenceEqual(lead.Body)
                    ? new ReceivedLead(Id: lead.Id)
                    : new ReceivedLead(Refused: RepeatedLeads.Conflict(lead.Id)) { IsConflict = true };
            case LeadResult.Skipped skipped:
                BridgeMetrics.CountLead(source.Name, "skipped");
                return new ReceivedLead(Skipped: skipped.Why);
            case LeadResult.Refused refused:
                BridgeMetrics.CountLead(source.Name, "refused");
                return new ReceivedLead(Refused: refused.Sentence);
            default:
                throw new InvalidOperationException("This kind of lead has no result.");
        }
    }

    private ServiceBusMessage ToMessage(Source source, LeadResult.Lead lead)
    {
        var now = time.GetUtcNow();
        var lane = lanes.Of(lead.Call.PhoneNumberTo);
        var message = CallMessage.Create(lead.Id, source.Name, lead.Body, lane, now, leads.Value.MaxAge, lead.Reference);
        if (lead.TimeZone is { } zone)
        {
            message.ApplicationProperties[MessageProperty.TimeZone] = zone;
        }

        if (lead.CallAt > now)
        {
            message.ScheduledEnqueueTime = lead.CallAt.Value;
        }

        return message;
    }

    /// <returns>Null if the source may send this many more.</returns>
    private IResult? OverLimit(Source source, int count, DateTimeOffset now, HttpRequest request)
    {
        var most = source.Options.MaxPerHour;
        if (most == 0 || count == 0 || allowance.Take(source.Name, count, most, now) is not { } wait)
        {
            return null;
        }

        log.TooMany(count, source.Name, most);
        return LeadProblem.TooMany(source.Name, most, wait, request.HttpContext.Response);
    }
}
