using System.Text.Json;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlturBridge.Receiving;

/// <summary>Accepts a lead: 202 is answered only after the queue has it, and from then on it cannot be lost.</summary>
public sealed partial class ReceiveLead(
    SourceCatalog sources,
    Lanes lanes,
    [FromKeyedServices(Queues.Calls)] ServiceBusSender calls,
    IOptions<LeadsOptions> leads,
    TimeProvider time,
    ILogger<ReceiveLead> logger)
{
    [Function(nameof(ReceiveLead))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "leads/{source}")] HttpRequest request, string source, CancellationToken cancellationToken)
    {
        if (!sources.TryFind(source, out var sender))
        {
            return LeadProblem.UnknownSource(sources.Names);
        }

        if (await RequestBody.ReadAsync(request, cancellationToken) is not { } body)
        {
            return LeadProblem.TooLarge();
        }

        return CallRequestReader.Read(body, sender.AgentId) switch
        {
            CallRequestReading.Unreadable unreadable => Refuse(sender, LeadProblem.Unreadable(unreadable.Problem)),
            CallRequestReading.Invalid invalid => Refuse(sender, LeadProblem.Invalid(invalid.Problems)),
            CallRequestReading.Valid valid => await AcceptAsync(sender, valid.Request, request, cancellationToken),
            _ => throw new InvalidOperationException("A new kind of reading has no answer yet."),
        };
    }

    private async Task<IResult> AcceptAsync(Source source, CallRequest call, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(call, BridgeJson.Readable.CallRequest);
        var leadId = LeadId.Of(source.Name, DeduplicationKey.FromHeaders(request.Headers) ?? LeadId.KeyOf(body));
        var message = CallMessage.Create(leadId, source.Name, new BinaryData(body), lanes.Of(call.PhoneNumberTo), time.GetUtcNow(), leads.Value.MaxAge);

        try
        {
            await calls.SendMessageAsync(message, cancellationToken);
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.MessageSizeExceeded)
        {
            return LeadProblem.TooLarge();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            NotQueued(leadId, exception);
            return LeadProblem.QueueUnavailable(request.HttpContext.Response);
        }

        Accepted(leadId);
        return Results.Json(new LeadReceipt(1, [new AcceptedLead(leadId)]), BridgeJson.Readable.LeadReceipt, statusCode: StatusCodes.Status202Accepted);
    }

    private IResult Refuse(Source source, IResult problem)
    {
        Refused(source.Name);
        return problem;
    }

    [LoggerMessage(1, LogLevel.Information, "Lead {LeadId}: accepted")]
    private partial void Accepted(string leadId);

    [LoggerMessage(2, LogLevel.Warning, "A lead from {Source} was refused: it is not a call request")]
    private partial void Refused(string source);

    [LoggerMessage(3, LogLevel.Error, "Lead {LeadId}: not accepted, the queue did not take it")]
    private partial void NotQueued(string leadId, Exception exception);
}
