using AlturBridge.Calling;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Operating.DoNotCall;
using AlturBridge.Operating.Journal;
using AlturBridge.Simulation.Edges;
using AlturBridge.Simulation.Time;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AlturBridge.Simulation.Hosting;

/// <summary>What differs from worker to worker: its settings, its clock, and what it reaches.</summary>
internal sealed class WorkerEdges(Simulation simulation, Worker worker, int lanes)
{
    private readonly SimulatedStore store = new(simulation, worker, simulation.Journal);

    public ServiceBusClient Client { get; } = new SimulatedClient(simulation);

    public TimeProvider Time => worker.Time;

    public Random Random { get; } = new((int)(Draw.Bits(simulation.World.Seed, Chance.Jitter, worker.Number, 0) >> 33));

    public QueueDeadline Deadline { get; } = new(worker.Time);

    public IOptions<CallingOptions> Calling { get; } = Options.Create(CallingOf(simulation, worker, lanes));

    public IOptions<LeadsOptions> Leads { get; } = Options.Create(new LeadsOptions { MaxAge = simulation.Story.Settings.MaxAge });

    public ILeadStore Journal => simulation.Story.Settings.HasJournal ? store : new NoLeadStore();

    public IDoNotCallList DoNotCall => simulation.Story.Settings.SaidNo.Count > 0 ? store.DoNotCall() : new UnusedDoNotCallList();

    public ILoggerFactory Logging { get; } = simulation.Trace is { } trace
        ? LoggerFactory.Create(logging => trace.AddTo(logging, worker))
        : NullLoggerFactory.Instance;

    private static CallingOptions CallingOf(Simulation simulation, Worker worker, int lanes)
    {
        var (settings, rules) = (simulation.Story.Settings, worker.Rules);
        var calling = new CallingOptions
        {
            MinGap = rules.MinGap,
            MaxPerDay = rules.MaxPerDay,
            Budget = rules.Budget == 0 ? 0 : Math.Max(rules.Budget, lanes),
            Lanes = lanes,
            Pace = settings.Pace,
            MaxAttempts = settings.MaxAttempts,
        };
        if (rules.Hours.Count > 0)
        {
            calling.Hours["Mon_Sun"] = rules.HoursText;
        }

        return calling;
    }
}

/// <summary>Where a scope finds them; empty in the container itself.</summary>
internal sealed class WorkerSlot
{
    public WorkerEdges? Edges { get; set; }
}
