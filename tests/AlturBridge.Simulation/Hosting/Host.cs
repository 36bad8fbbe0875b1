using AlturBridge.Messages;
using AlturBridge.Simulation.Broker;
using AlturBridge.Simulation.Edges;
using AlturBridge.Simulation.Stories;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Simulation.Hosting;

/// <summary>
/// One instance's Functions host, as observed: session locks are renewed from acceptance for at most <c>maxAutoLockRenewalDuration</c>,
/// session actions are found by session id, and failures are abandoned immediately.
/// </summary>
public sealed partial class Host
{
    /// <summary>How long before a lock expires the client renews it.</summary>
    private static readonly TimeSpan RenewalMargin = TimeSpan.FromSeconds(10);

    private readonly Simulation simulation;
    private readonly List<Link> links = [];
    private readonly Dictionary<string, Hold> sessionActions = new(StringComparer.Ordinal);
    private readonly List<Running> running = [];
    private readonly HashSet<Hold> lostByItself = [];
    private int records;

    public Host(Simulation simulation, int number, int lanes)
    {
        this.simulation = simulation;
        Number = number;
        Lanes = lanes;
        Rules = simulation.Fleet.Rules;
        StartWorker();
    }

    public int Number { get; }

    public int Lanes { get; }

    public StoryRules Rules { get; }

    public Worker Worker { get; private set; } = null!;

    public bool IsAlive { get; private set; } = true;

    public bool IsDraining { get; private set; }

    private ModelQueue Calls => simulation.Queue(Queues.Calls);

    private ModelQueue Records => simulation.Queue(Queues.CallRecords);

    private bool Receives => IsAlive && !IsDraining && simulation.Chaos.BrokerOutageOf(this) == BrokerOutage.None;

    public bool CanAccept => Receives && links.Count < simulation.HostSettings.MaxConcurrentSessions;

    public bool CanReceiveRecord => Receives && records < simulation.HostSettings.MaxConcurrentCalls;

    public bool TakesRequests => IsAlive && !IsDraining && Worker.IsAlive;

    public bool HasLink(Hold hold) => links.Exists(link => link.Hold == hold && link.IsUp);

    /// <summary>Whether this lane was lost only because its renewal ended.</summary>
    public bool LostByItself(Hold hold) => lostByItself.Contains(hold);

    /// <exception cref="HostUnavailableException">No invocation of this session is known.</exception>
    public Hold ActionsOf(string sessionId)
    {
        var hold = sessionActions.GetValueOrDefault(sessionId) ?? throw new HostUnavailableException("The session id was not found.");
        return HasLink(hold) ? hold : throw new ServiceBusException("The session link is closed.", ServiceBusFailureReason.SessionLockLost);
    }

    public void ReleaseAfterwards(Hold hold)
    {
        if (links.Find(link => link.Hold == hold) is { } link)
        {
            link.IsReleaseAsked = true;
        }
    }

    public void Accept()
    {
        if (Calls.AcceptNext() is { } hold)
        {
            var link = new Link(hold, simulation.World.Now);
            links.Add(link);
            simulation.Trace?.Write(Worker, 0, $"accepts {hold.SessionId}");
            RenewLater(link);
            simulation.World.After(simulation.Edge.Latency(0), () => ReceiveNext(link));
        }
    }

    /// <summary>Wakes links that hold a session but found it empty.</summary>
    public void WakeWaiting()
    {
        foreach (var link in links.Where(link => link.IsWaiting).ToArray())
        {
            ReceiveNext(link);
        }
    }

    public void ReceiveRecord()
    {
        if (Records.Receive() is { } message)
        {
            records++;
            RenewLater(message, message.LockToken, simulation.World.Now + simulation.HostSettings.MaxAutoLockRenewal.Ticks);
            simulation.World.After(simulation.Edge.Latency(LeadOf(message)), () => Invoke(Queues.CallRecords, message, link: null));
        }
    }

    private void ReceiveNext(Link link)
    {
        if (!IsAlive || !links.Contains(link))
        {
            return;
        }

        link.IsWaiting = false;
        if (IsDraining || !link.IsUp || !link.Hold.IsValid || link.IsReleaseAsked)
        {
            Close(link);
            return;
        }

        if (simulation.Chaos.BrokerOutageOf(this) != BrokerOutage.None)
        {
            simulation.World.After(TimeSpan.FromSeconds(5), () => ReceiveNext(link));
            return;
        }

        try
        {
            if (Calls.Receive(link.Hold) is { } message)
            {
                simulation.World.After(simulation.Edge.Latency(LeadOf(message)), () => Invoke(Queues.Calls, message, link));
                return;
            }
        }
        catch (ServiceBusException)
        {
            Close(link);
            return;
        }

        link.IsWaiting = true;
        var wait = ++link.Waiting;
        simulation.World.After(simulation.HostSettings.SessionIdleTimeout, () =>
        {
            if (link.IsWaiting && link.Waiting == wait)
            {
                Close(link);
            }
        });
    }

    private void Close(Link link)
    {
        if (links.Remove(link) && link.IsUp && IsAlive)
        {
            Calls.Release(link.Hold);
        }

        simulation.Fleet.Poke();
    }

    private void RenewLater(Link link) => simulation.World.At(link.Hold.LockedUntil - RenewalMargin.Ticks, () => Renew(link));

    private void Renew(Link link)
    {
        if (!IsAlive || !link.IsUp || !link.Hold.IsValid || !links.Contains(link))
        {
            return;
        }

        if (simulation.World.Now - link.AcceptedAt > simulation.HostSettings.MaxAutoLockRenewal.Ticks)
        {
            link.RenewalEnded = true;
            lostByItself.Add(link.Hold);
            simulation.Trace?.Write(
                Worker, 0, $"renews {link.Hold.SessionId} no longer: maxAutoLockRenewalDuration has passed since its accept");
            return;
        }

        if (simulation.Chaos.BrokerOutageOf(this) != BrokerOutage.None)
        {
            simulation.World.After(TimeSpan.FromSeconds(5), () => Renew(link));
            return;
        }

        try
        {
            Calls.Renew(link.Hold);
            RenewLater(link);
        }
        catch (ServiceBusException)
        {
            // The lock expired at this very moment: the next settlement reports it.
        }
    }

    private void RenewLater(QueuedMessage message, long token, long until) =>
        simulation.World.At(message.LockedUntil - RenewalMargin.Ticks, () =>
    {
        // A lock that expired during an outage is lost: the next settlement reports it.
        if (IsAlive && message.LockToken == token && message.LockedUntil > simulation.World.Now && simulation.World.Now <= until
            && running.Exists(run => run.Invocation.LockToken == token && run.Link is null)
                && simulation.Chaos.BrokerOutageOf(this) == BrokerOutage.None)
        {
            Records.Renew(token);
            RenewLater(message, token, until);
        }
    });

}
