using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

public sealed class ServiceBusTriggerAttribute(string queueName) : TriggerBindingAttribute, ISupportCardinality
{
    public string Connection { get; set; }

    public string QueueName { get; } = queueName;

    public string TopicName { get; }

    public string SubscriptionName { get; }

    public bool IsSessionsEnabled { get; set; }

    // The worker SDK's generator reads the default values.
    [DefaultValue(false)]
    public bool IsBatched { get; set; }

    [DefaultValue(true)]
    public bool AutoCompleteMessages { get; set; } = true;

    Cardinality ISupportCardinality.Cardinality
    {
        get => IsBatched ? Cardinality.Many : Cardinality.One;
        set => IsBatched = value is Cardinality.Many;
    }
}
