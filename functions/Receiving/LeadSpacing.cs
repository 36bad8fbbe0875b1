using AlturBridge.Configuration;
using AlturBridge.Receiving.Sources;
using Microsoft.Extensions.Options;

namespace AlturBridge.Receiving;

/// <summary>
/// Gives each source its own pace in each lane. A lane is first come, first served: thousands of leads sent at once by one source would
/// hold up everybody else's. Their times are assigned here, per process and in memory: if they are lost, only a turn is lost.
/// </summary>
public sealed class LeadSpacing(SourceCatalog sources, IOptions<LeadsOptions> leads)
{
    private readonly TimeSpan spacing = sources.Names.Skip(1).Any() ? leads.Value.Spacing : TimeSpan.Zero;
    private readonly TimeSpan longest = leads.Value.MaxAge / 2;
    private readonly Dictionary<(string Source, string Lane), DateTimeOffset> turns = [];
    private readonly Lock gate = new();

    /// <returns>When the lead may enter its lane; null for immediately. Never later than half the maximum lead age.</returns>
    public DateTimeOffset? TurnOf(string source, string lane, DateTimeOffset now)
    {
        if (spacing == TimeSpan.Zero)
        {
            return null;
        }

        lock (gate)
        {
            var turn = turns.GetValueOrDefault((source, lane));
            turn = turn < now ? now : turn > now + longest ? now + longest : turn;
            turns[(source, lane)] = turn + spacing;
            return turn > now ? turn : null;
        }
    }

    /// <summary>Returns the turn of a lead that was not queued after all: a sender that tries again must not delay its own leads.</summary>
    public void GiveBack(string source, string lane)
    {
        lock (gate)
        {
            if (turns.TryGetValue((source, lane), out var turn))
            {
                turns[(source, lane)] = turn - spacing;
            }
        }
    }
}
