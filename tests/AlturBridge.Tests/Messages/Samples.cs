using System.Text;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Messages;

/// <summary>A lead and its messages, for tests that care about only one part of them.</summary>
internal static class Samples
{
    public const string AgentId = "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34";
    public const string OtherAgentId = "c2a1d9b4-5e6f-4a3b-9c8d-7e6f5a4b3c2d";
    public const string Phone = "+12025550143";
    public const string OrderId = "json:order-17";
    public const string Lead = $$"""{"agent_id":"{{AgentId}}","phone_number_to":"{{Phone}}"}""";
    public const string CallJson = """{"id":"call_01","status":"created","note":"Peña  \u00e9"}""";

    public static DateTimeOffset Noon { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static CallRequestResult Read(string json) =>
        CallRequestReader.Read(Encoding.UTF8.GetBytes(json));

    public static CallRequest ReadValid(string json) =>
        Assert.IsType<CallRequestResult.Valid>(Read(json)).Request;

    /// <summary>A record as ForwardCall receives it.</summary>
    public static ServiceBusReceivedMessage RecordMessage(
        string body = CallJson,
        string messageId = OrderId,
        string? correlationId = OrderId,
        int attempt = 0,
        string? source = "json",
        string? receivedAt = "2026-11-22T11:59:58.0000000+00:00")
    {
        var properties = new Dictionary<string, object>();
        (string Name, object? Value)[] given = [("source", source), ("received-at", receivedAt), ("attempt", attempt), (
            "call-id", "call_01")];
        foreach (var (name, value) in given)
        {
            if (value is not null)
            {
                properties[name] = value;
            }
        }

        return ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString(body),
            messageId: messageId,
            correlationId: correlationId,
            subject: "call-record",
            contentType: "application/json",
            properties: properties,
            enqueuedTime: Noon);
    }
}
