namespace Azure.Messaging.ServiceBus;

public class ServiceBusMessage
{
    private const int LongestIdentifier = 128;

    private static readonly string[] NotCopied =
        [ServiceBusReceivedMessage.DeadLetterReasonKey, ServiceBusReceivedMessage.DeadLetterErrorDescriptionKey, "Diagnostic-Id"];

    private BinaryData _body;
    private string _messageId;
    private string _partitionKey;
    private string _transactionPartitionKey;
    private string _sessionId;
    private string _replyToSessionId;
    private TimeSpan _timeToLive = TimeSpan.MaxValue;

    public ServiceBusMessage()
        : this(BinaryData.Empty)
    {
    }

    public ServiceBusMessage(string body)
        : this(BinaryData.FromString(body))
    {
    }

    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    public ServiceBusMessage(BinaryData body) => Body = body;

    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);

        _body = receivedMessage.Body;
        _messageId = receivedMessage.MessageId;
        _partitionKey = receivedMessage.PartitionKey;
        _transactionPartitionKey = receivedMessage.TransactionPartitionKey;
        _sessionId = receivedMessage.SessionId;
        _replyToSessionId = receivedMessage.ReplyToSessionId;
        _timeToLive = receivedMessage.TimeToLive;
        CorrelationId = receivedMessage.CorrelationId;
        Subject = receivedMessage.Subject;
        To = receivedMessage.To;
        ContentType = receivedMessage.ContentType;
        ReplyTo = receivedMessage.ReplyTo;

        // The official copy, too, leaves out what the broker wrote, the scheduled time and the trace of the first sending.
        foreach (var (key, value) in receivedMessage.ApplicationProperties)
        {
            if (!NotCopied.Contains(key))
            {
                ApplicationProperties.Add(key, value);
            }
        }
    }

    public BinaryData Body
    {
        get => _body;
        set => _body = value ?? BinaryData.Empty;
    }

    public string MessageId
    {
        get => _messageId;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            _messageId = NotTooLong(value);
        }
    }

    public string PartitionKey
    {
        get => _partitionKey;
        set
        {
            if (SessionId is not null && SessionId != value)
            {
                throw new ArgumentOutOfRangeException(nameof(value), "A message with a session has the session id as its partition key.");
            }

            _partitionKey = NotTooLong(value);
        }
    }

    public string TransactionPartitionKey
    {
        get => _transactionPartitionKey;
        set => _transactionPartitionKey = NotTooLong(value);
    }

    public string SessionId
    {
        get => _sessionId;
        set
        {
            _sessionId = NotTooLong(value);
            _partitionKey = _partitionKey is null ? null : value;
        }
    }

    public string ReplyToSessionId
    {
        get => _replyToSessionId;
        set => _replyToSessionId = NotTooLong(value);
    }

    public TimeSpan TimeToLive
    {
        get => _timeToLive;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            _timeToLive = value;
        }
    }

    public string CorrelationId { get; set; }

    public string Subject { get; set; }

    public string To { get; set; }

    public string ContentType { get; set; }

    public string ReplyTo { get; set; }

    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();

    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static string NotTooLong(string value) =>
        value?.Length > LongestIdentifier
            ? throw new ArgumentOutOfRangeException(nameof(value), $"At most {LongestIdentifier} characters are allowed.")
            : value;
}
