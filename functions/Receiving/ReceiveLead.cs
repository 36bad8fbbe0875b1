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
        LeadRequests.AnswerAsync(
            request, source, sources, log, (found, body) => ReadAsync(found, request, body, cancellationToken), cancellationToken);

    private async Task<IResult> ReadAsync(Source source, HttpRequest request, byte[] body, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        source.Verify(request, body, now);
        var payload = source.Read(request, body);

        return AnswerHandshake.IsEventGridValidation(source, request)
            ? AnswerHandshake.ToEventGrid(source, request, payload)
            : await AcceptAsync(source, PayloadLeads.Read(source, payload, request, now), request, cancellationToken);
    }

    private async Task<IResult> AcceptAsync(
        Source source, IReadOnlyList<LeadResult> results, HttpRequest request, CancellationToken cancellationToken)
    {
        results = await checks.CheckAsync(source, results, cancellationToken);
        var messages = new Dictionary<string, ServiceBusMessage>(StringComparer.Ordinal);
        var received = results.Select(result => Take(source, result, messages)).ToList();
        var (count, at) = (messages.Count, time.GetUtcNow());
        if (OverLimit(source, count, at, request) is { } tooMany)
        {
            return tooMany;
        }

        IReadOnlyDictionary<string, ReceivedLead> known;
        try
        {
            known = await repeated.SortOutAsync(messages, cancellationToken);
            if (messages.Count > 0)
            {
                await deadline.WithinAsync(token => MessageBatches.SendAsync(calls, [.. messages.Values], token), cancellationToken);
            }
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.MessageSizeExceeded)
        {
            allowance.GiveBack(source.Name, count, at);
            throw new TooLargeException();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            allowance.GiveBack(source.Name, count, at);
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

    /// <summary>A lead becomes a message; two with one key are one.</summary>
    private ReceivedLead Take(Source source, LeadResult result, Dictionary<string, ServiceBusMessage> messages)
    {
        switch (result)
        {
            case LeadResult.Lead lead:
                var leadId = LeadId.Of(source.Name, lead.DeduplicationKey);
                if (!messages.ContainsKey(leadId))
                {
                    messages.Add(leadId, ToMessage(source, lead, leadId));
                }

                return new ReceivedLead(Id: leadId);
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

    private ServiceBusMessage ToMessage(Source source, LeadResult.Lead lead, string leadId)
    {
        var now = time.GetUtcNow();
        var lane = lanes.Of(lead.Call.PhoneNumberTo);
        var message = CallMessage.Create(leadId, source.Name, lead.Body, lane, now, leads.Value.MaxAge, lead.Reference);
        if (lead.TimeZone is { } zone)
        {
            message.ApplicationProperties[MessageProperty.TimeZone] = zone;
        }

        message.ScheduledEnqueueTime = (lead.CallAt > now ? lead.CallAt : spacing.TurnOf(source.Name, lane, now)) ?? default;

        return message;
    }

    /// <returns>Null if the source may send this many more.</returns>
    private IResult? OverLimit(Source source, int count, DateTimeOffset now, HttpRequest request)
    {
        if (source.MaxPerHour is not { } most || count == 0)
        {
            return null;
        }

        var wait = count > most ? TimeSpan.MaxValue : allowance.Take(source.Name, count, most, now);
        if (wait is null)
        {
            return null;
        }

        log.TooMany(count, source.Name, most);
        return count > most
            ? LeadProblem.MoreThanAnHour(source.Name, most)
            : LeadProblem.TooMany(source.Name, most, wait.Value, request.HttpContext.Response);
    }
}
