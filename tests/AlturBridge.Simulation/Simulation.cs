using System.Globalization;
using AlturBridge.EmbeddedHost.Runner;
using AlturBridge.Messages;
using AlturBridge.Operating.Journal;
using AlturBridge.Simulation.Broker;
using AlturBridge.Simulation.Edges;
using AlturBridge.Simulation.Hosting;
using AlturBridge.Simulation.Promises;
using AlturBridge.Simulation.Stories;
using AlturBridge.Simulation.Time;

namespace AlturBridge.Simulation;

/// <summary>Plays one story: the whole system in one process on one thread.</summary>
public sealed class Simulation
{
    /// <summary>On top of a lead's age: for the last attempt and for wrong clocks.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    /// <summary>Longer than the delivery schedule.</summary>
    private static readonly TimeSpan Forwarding = TimeSpan.FromHours(30);

    /// <summary>The longest a lead waits for calling hours; its age counts from then.</summary>
    private static readonly TimeSpan Closed = TimeSpan.FromDays(1);

    private readonly Dictionary<string, ModelQueue> queues;
    private readonly TimeSpan calm;

    public Simulation(Story story, Composition composition, SimulatedAzure azure, Trace? trace = null)
    {
        Story = story;
        Composition = composition;
        HostSettings = azure.Host;
        World = new World(story.Seed);
        trace?.Begin(World);
        Trace = trace;
        calm = story.Faults.Select(fault => fault.End)
            .Concat(story.Leads.Select(lead => lead.At + (lead.AgainAfter ?? TimeSpan.Zero)))
            .Max();
        queues = azure.Queues.ToDictionary(queue => queue.Name, queue => new ModelQueue(queue, () => World.Now, WakeAt(queue.Name)));
        Edge = new Edge(this);
        Chaos = new Chaos(this);
        Ledger = new Ledger(this);
        Altur = new SimulatedAltur(this);
        Webhook = new SimulatedWebhook(this);
        Fleet = new Fleet(this);
        Crm = new Crm(this);
        Operator = new OperatorOrders(this);

        foreach (var queue in queues.Values)
        {
            queue.Available += Fleet.Poke;
        }
    }

    public Story Story { get; }

    public Composition Composition { get; }

    public HostSettings HostSettings { get; }

    public World World { get; }

    public Trace? Trace { get; }

    public Edge Edge { get; }

    public Chaos Chaos { get; }

    public Ledger Ledger { get; }

    public SimulatedAltur Altur { get; }

    public SimulatedWebhook Webhook { get; }

    public Fleet Fleet { get; }

    public Crm Crm { get; }

    public OperatorOrders Operator { get; }

    /// <summary>The contents of the journal's store.</summary>
    public Dictionary<string, List<JournalEntry>> Journal { get; } = new(StringComparer.Ordinal);

    public ModelQueue Queue(string name) => queues[name];

    /// <summary>A lead's number, from its id or name.</summary>
    public int LeadOf(string text) =>
        text.LastIndexOf("lead-", StringComparison.Ordinal) is >= 0 and var at
            && int.TryParse(text.AsSpan(at + 5), CultureInfo.InvariantCulture, out var number) ? number : 0;

    public void Begin()
    {
        Fleet.Start(Story.Settings.Hosts, Story.Settings.Lanes);
        Crm.Begin();
        Chaos.Begin();
    }

    /// <summary>Runs the next event and checks the promises.</summary>
    /// <returns>False when the story is over: a promise is broken, everything has ended, or too much time has passed.</returns>
    public bool Step()
    {
        Ledger.Check();
        if (Ledger.Broken is not null)
        {
            return false;
        }

        var isOver = World.Elapsed > calm && Crm.IsDone && Ledger.AllHaveEnded;
        var isTooLate = World.Elapsed > calm + Story.Settings.MaxAge + Slack + (Story.Settings.HasHours ? Closed : TimeSpan.Zero) + (
            queues[Queues.Calls].Messages.Count > 0 ? TimeSpan.Zero : Forwarding);
        if (isOver || isTooLate || !World.Step())
        {
            Ledger.CheckEnds();
            return false;
        }

        return true;
    }

    private Action<long> WakeAt(string queue)
    {
        var due = new HashSet<long>();
        return at =>
        {
            if (due.Add(at))
            {
                World.At(at, () =>
                {
                    due.Remove(at);
                    queues[queue].RunDue();
                });
            }
        };
    }
}
