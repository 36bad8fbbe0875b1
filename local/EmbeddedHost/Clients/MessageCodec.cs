using System.Text;
using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>Encodes a message as the bytes the broker stores, and decodes it.</summary>
internal static class MessageCodec
{
    private const byte Version = 1;

    [ThreadStatic]
    private static BinaryWriter? scratch;

    public static OutgoingMessage Encode(ServiceBusMessage message) => new()
    {
        MessageId = message.MessageId,
        SessionId = message.SessionId,
        TimeToLive = message.TimeToLive,
        ScheduledEnqueueTime = message.ScheduledEnqueueTime,
        Content = Write(new Fields(
            [
                message.MessageId, message.SessionId, message.CorrelationId, message.Subject, message.ContentType, message.To,
                message.ReplyTo, message.ReplyToSessionId,
                message.PartitionKey, message.TransactionPartitionKey,
            ],
            message.TimeToLive,
            message.ScheduledEnqueueTime,
            message.ApplicationProperties,
            message.Body)),
    };

    /// <summary>The content of a received message with some properties changed.</summary>
    public static byte[] Encode(ServiceBusReceivedMessage message, IEnumerable<KeyValuePair<string, object>> changes)
    {
        var properties = message.ApplicationProperties.Where(property => !IsDeadLetterProperty(property.Key)).ToDictionary();
        foreach (var (name, value) in changes)
        {
            properties[name] = value;
        }

        return Write(new Fields(
            [
                message.MessageId, message.SessionId, message.CorrelationId, message.Subject, message.ContentType, message.To,
                message.ReplyTo, message.ReplyToSessionId,
                message.PartitionKey, message.TransactionPartitionKey,
            ],
            message.TimeToLive,
            message.ScheduledEnqueueTime,
            properties,
            message.Body));
    }

    /// <param name="delivered">The message.</param>
    /// <param name="deadLetterSource">The queue it came from, if read from a dead-letter queue.</param>
    public static ServiceBusReceivedMessage Decode(DeliveredMessage delivered, string? deadLetterSource)
    {
        var fields = Read(delivered.Content);
        if (delivered.DeadLetterReason is { } reason)
        {
            fields.Properties["DeadLetterReason"] = reason;
        }

        if (delivered.DeadLetterErrorDescription is { } description)
        {
            fields.Properties["DeadLetterErrorDescription"] = description;
        }

        return ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: fields.Body,
            messageId: fields.Texts[0],
            sessionId: fields.Texts[1],
            correlationId: fields.Texts[2],
            subject: fields.Texts[3],
            contentType: fields.Texts[4],
            to: fields.Texts[5],
            replyTo: fields.Texts[6],
            replyToSessionId: fields.Texts[7],
            partitionKey: fields.Texts[8],
            viaPartitionKey: fields.Texts[9],
            timeToLive: fields.TimeToLive,
            scheduledEnqueueTime: fields.ScheduledEnqueueTime,
            properties: fields.Properties,
            lockTokenGuid: delivered.LockToken,
            deliveryCount: delivered.DeliveryCount,
            lockedUntil: delivered.LockedUntil,
            sequenceNumber: delivered.SequenceNumber,
            deadLetterSource: deadLetterSource,
            enqueuedSequenceNumber: delivered.SequenceNumber,
            enqueuedTime: delivered.EnqueuedTime,
            serviceBusMessageState: delivered.IsScheduled ? ServiceBusMessageState.Scheduled : ServiceBusMessageState.Active);
    }

    private static bool IsDeadLetterProperty(string name) => name is "DeadLetterReason" or "DeadLetterErrorDescription";

    private static byte[] Write(Fields fields)
    {
        var writer = scratch ??= new BinaryWriter(new MemoryStream(), Encoding.UTF8);
        var stream = (MemoryStream)writer.BaseStream;
        stream.SetLength(0);

        writer.Write(Version);
        foreach (var text in fields.Texts)
        {
            writer.Write(text is not null);
            if (text is not null)
            {
                writer.Write(text);
            }
        }

        writer.Write(fields.TimeToLive.Ticks);
        writer.Write(fields.ScheduledEnqueueTime.UtcTicks);
        writer.Write7BitEncodedInt(fields.Properties.Count);
        foreach (var (name, value) in fields.Properties)
        {
            writer.Write(name);
            PropertyCodec.Write(writer, name, value);
        }

        var body = fields.Body.ToMemory();
        writer.Write7BitEncodedInt(body.Length);
        writer.Write(body.Span);
        writer.Flush();

        return stream.ToArray();
    }

    private static Fields Read(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        if (reader.ReadByte() is var version && version != Version)
        {
            throw new InvalidDataException($"The queue file holds a message of format {version}; this bridge reads format {Version}.");
        }

        var texts = new string?[10];
        for (var index = 0; index < texts.Length; index++)
        {
            texts[index] = reader.ReadBoolean() ? reader.ReadString() : null;
        }

        var timeToLive = new TimeSpan(reader.ReadInt64());
        var scheduledEnqueueTime = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
        var properties = new Dictionary<string, object>();
        for (var remaining = reader.Read7BitEncodedInt(); remaining > 0; remaining--)
        {
            properties.Add(reader.ReadString(), PropertyCodec.Read(reader));
        }

        return new Fields(
            texts, timeToLive, scheduledEnqueueTime, properties, new BinaryData(reader.ReadBytes(reader.Read7BitEncodedInt())));
    }

    private sealed record Fields(
        string?[] Texts, TimeSpan TimeToLive, DateTimeOffset ScheduledEnqueueTime, IDictionary<string, object> Properties, BinaryData Body);
}
