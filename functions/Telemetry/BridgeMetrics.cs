using System.Diagnostics.Metrics;

namespace AlturBridge.Telemetry;

/// <summary>What the bridge counts and measures; docs/operating.md says what each means. It costs nothing if nobody listens.</summary>
public static class BridgeMetrics
{
    public const string Meter = "AlturBridge";

    private static readonly Meter All = new(Meter);

    private static bool isCircuitOpen;

    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14400, 86400] };

    private static readonly Counter<long> Leads = All.CreateCounter<long>(
        "altur_bridge.leads", "{lead}", "Leads received, by source and outcome.");
    private static readonly Counter<long> Calls = All.CreateCounter<long>("altur_bridge.calls", "{call}", "POSTs to Altur, by outcome.");
    private static readonly Histogram<double> CallDuration = All.CreateHistogram(
        "altur_bridge.call.duration", "s", "How long Altur took to answer.", advice: Seconds);
    private static readonly Histogram<double> LeadAge = All.CreateHistogram(
        "altur_bridge.lead.age", "s", "How long a lead had been queued when it was dialled.", advice: Seconds);
    private static readonly Counter<long> Deliveries = All.CreateCounter<long>(
        "altur_bridge.deliveries", "{delivery}", "POSTs of Call records to the webhook, by outcome.");
    private static readonly Counter<long> DeadLetters = All.CreateCounter<long>(
        "altur_bridge.dead_letters", "{message}", "Messages the bridge dead-lettered, by queue and reason.");

    private static readonly Counter<long> Rules = All.CreateCounter<long>(
        "altur_bridge.rules", "{lead}", "Leads that a rule kept from being called, by rule and decision.");

    /// <summary>Read when it is exported: an outage of hours is seen all the time.</summary>
    public static ObservableGauge<int> Circuit { get; } = All.CreateObservableGauge(
        "altur_bridge.circuit", () => Volatile.Read(ref isCircuitOpen) ? 1 : 0, "1", "1 while only trial calls are placed, else 0.");

    /// <param name="rule">Such as <c>Hours</c>.</param>
    /// <param name="decision"><c>put_off</c> or <c>not_allowed</c>.</param>
    public static void CountRule(string rule, string decision) => Rules.Add(1, new("rule", rule), new("decision", decision));

    public static void ReportCircuit(bool isOpen) => Volatile.Write(ref isCircuitOpen, isOpen);

    /// <param name="source">The source's name, which the operator chose.</param>
    /// <param name="outcome"><c>accepted</c>, <c>refused</c> or <c>skipped</c>.</param>
    public static void CountLead(string source, string outcome) => Leads.Add(1, new("source", source), new("outcome", outcome));

    /// <param name="outcome">What Altur's answer means.</param>
    /// <param name="duration">From the POST to its answer.</param>
    /// <param name="leadAge">From when the lead could first be called to the POST.</param>
    public static void CountCall(string outcome, TimeSpan duration, TimeSpan leadAge)
    {
        var tag = new KeyValuePair<string, object?>("outcome", outcome);
        Calls.Add(1, tag);
        CallDuration.Record(duration.TotalSeconds, tag);
        LeadAge.Record(leadAge.TotalSeconds);
    }

    /// <param name="outcome"><c>delivered</c>, <c>failed</c> or <c>gone</c>.</param>
    public static void CountDelivery(string outcome) => Deliveries.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public static void CountDeadLetter(string queue, string reason) => DeadLetters.Add(1, new("queue", queue), new("reason", reason));
}
