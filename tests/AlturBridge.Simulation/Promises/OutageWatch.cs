using AlturBridge.Simulation.Edges;
using AlturBridge.Simulation.Hosting;

namespace AlturBridge.Simulation.Promises;

/// <summary>Counts what an outage of Altur costs a process: the leads it sends there that end because of it.</summary>
internal sealed class OutageWatch(Simulation simulation)
{
    /// <summary>This many in a row should open the circuit.</summary>
    private const int Threshold = 5;

    private static readonly TimeSpan FirstProbe = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(45);

    private readonly Dictionary<Worker, Count> counts = [];

    public void Began(DialSeen dial) => Of(dial).InFlight++;

    /// <returns>Null, or a description of the excess.</returns>
    public string? Objection(DialSeen dial)
    {
        var count = Of(dial);
        count.InFlight--;
        if (dial is { Shape: HttpOutage.None, HasArrived: true, IsCertain: true })
        {
            count.Clear();
        }
        else if (Costs(dial))
        {
            count.InARow++;
            if (count.InARow == Threshold)
            {
                // Those on their way to Altur, and those waiting for their connection or claim.
                count.Allowed = Threshold + simulation.Fleet.MostLanes;
                count.OpenSince = simulation.World.Now;
            }

            if (count.InARow > Threshold && count.InARow > count.Allowed + Probes(simulation.World.Now - count.OpenSince))
            {
                return $"{count.InARow} leads in a row have ended in an outage of Altur, the last of them "
                    + $"{new TimeSpan(simulation.World.Now - count.OpenSince):c} after {Threshold} had.";
            }
        }

        return null;
    }

    private static bool Costs(DialSeen dial) => dial.Shape is not (HttpOutage.TooManyRequests or HttpOutage.Unavailable);

    private static int Probes(long since)
    {
        var probes = 1;
        for (var (at, wait) = (FirstProbe, FirstProbe); at.Ticks <= since; at += wait)
        {
            probes++;
            wait = wait * 2 < LongestProbe ? wait * 2 : LongestProbe;
        }

        return probes;
    }

    private Count Of(DialSeen dial)
    {
        if (!counts.TryGetValue(dial.Invocation.Worker, out var count))
        {
            counts[dial.Invocation.Worker] = count = new Count();
        }

        return count;
    }

    private sealed class Count
    {
        public int InFlight { get; set; }

        public int InARow { get; set; }

        public int Allowed { get; set; }

        public long OpenSince { get; set; }

        public void Clear() => (InARow, Allowed) = (0, 0);
    }
}
