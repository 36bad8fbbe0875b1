namespace AlturBridge.Simulation.Stories;

/// <summary>
/// Additions to two stories in three: rules, a journal, operators, spoiled states. Drawn separately, so that the remaining stories still
/// match their seeds.
/// </summary>
internal static class Extras
{
    private const int Salt = 0x5EED;
    private const int DoNotCallSalt = 0xD0CA;

    private static readonly IReadOnlyList<(TimeSpan From, TimeSpan To)>[] Hours =
    [
        // A story begins at 4 a.m. local time of the people called.
        [(new(4, 5, 0), new(4, 40, 0)), (new(5, 30, 0), new(6, 0, 0))],
        [(new(4, 0, 0), new(4, 10, 0)), (new(8, 0, 0), new(20, 0, 0))],
        [(new(9, 0, 0), new(11, 0, 0))],
    ];

    public static Story AddTo(Story story)
    {
        var random = new Random((int)story.Seed ^ Salt);
        if (random.Next(3) == 0)
        {
            return story;
        }

        var last = story.Leads.Max(lead => lead.At);
        if (random.Next(2) == 0)
        {
            story = story with
            {
                Settings = story.Settings with { Rules = Rules(random, story.Settings.Lanes), LaterRules = Rules(random, lanes: 16) },
                Leads = FewPeople(random, story.Leads),
            };
        }

        if (random.Next(2) == 0)
        {
            story = story with { Settings = story.Settings with { HasJournal = true } };
        }

        return WithSaidNo(story with { Faults = [.. story.Faults, .. Faults(random, story, last)] }, last);
    }

    /// <summary>Some say no before they are called, and some after; the list cannot always be read.</summary>
    private static Story WithSaidNo(Story story, TimeSpan last)
    {
        var random = new Random((int)story.Seed ^ DoNotCallSalt);
        if (random.Next(4) > 0)
        {
            return story;
        }

        var phones = story.Leads.Select(lead => lead.Phone).Distinct(StringComparer.Ordinal).ToArray();
        var saidNo = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        for (var left = random.Next(1, 6); left > 0; left--)
        {
            saidNo[phones[random.Next(phones.Length)]] = random.Next(2) == 0 ? TimeSpan.Zero : last * random.NextDouble();
        }

        var outage = AtTime(FaultKind.StoreOutage, random.Next(Chaos.Special), last * random.NextDouble(), TimeSpan.FromMinutes(5));
        return story with
        {
            Settings = story.Settings with { SaidNo = saidNo },
            Faults = random.Next(2) == 0 ? [.. story.Faults, outage] : story.Faults,
        };
    }

    private static StoryRules Rules(Random random, int lanes) => new(
        random.Next(2) == 0 ? Hours[random.Next(Hours.Length)] : [],
        random.Next(2) == 0 ? TimeSpan.FromMinutes(random.Next(10, 60)) : TimeSpan.Zero,
        random.Next(3) == 0 ? random.Next(1, 4) : 0,
        random.Next(4) == 0 ? lanes + random.Next(20) : 0);

    private static LeadPlan[] FewPeople(Random random, IReadOnlyList<LeadPlan> leads)
    {
        var people = Math.Max(1, leads.Count / random.Next(1, 8));
        return [.. leads.Select(lead => lead with { Phone = $"+1202555{random.Next(people):0000}" })];
    }

    private static IEnumerable<Fault> Faults(Random random, Story story, TimeSpan last)
    {
        if (story.Settings.HasJournal && random.Next(2) == 0)
        {
            yield return AtTime(FaultKind.StoreOutage, random.Next(Chaos.Special), last * random.NextDouble(), TimeSpan.FromMinutes(5));
        }

        if (random.Next(4) == 0)
        {
            yield return AtTime(
                FaultKind.Redeploy,
                Chaos.Special + random.Next(16),
                (last + TimeSpan.FromMinutes(10)) * random.NextDouble(),
                TimeSpan.Zero);
        }

        if (random.Next(8) == 0)
        {
            yield return AtTime(
                FaultKind.AlturOutage, Chaos.Special, last * random.NextDouble() * 0.3, TimeSpan.FromMinutes(random.Next(5, 40)));
        }

        if (random.Next(4) == 0)
        {
            yield return new Fault(FaultKind.SpoilState, random.Next(Chaos.Special))
            {
                Lead = story.Leads[random.Next(story.Leads.Count)].Number,
                Crossing = random.Next(2, 10),
                AfterEffect = random.Next(2) == 0,
            };
        }

        for (var orders = random.Next(2) == 0 ? 0 : random.Next(1, 5); orders > 0; orders--)
        {
            yield return AtTime(
                random.Next(4) == 0 ? FaultKind.Discard : FaultKind.Replay,
                random.Next(Chaos.Special),
                (last + TimeSpan.FromMinutes(40)) * random.NextDouble(),
                TimeSpan.FromMinutes(5));
        }

        // Long enough for leads to become too old in their lane.
        if (story.Settings.MaxAge == TimeSpan.FromHours(1) && random.Next(3) == 0)
        {
            yield return AtTime(
                FaultKind.AlturOutage,
                random.Next(Chaos.Special),
                story.Settings.MaxAge * random.NextDouble(),
                TimeSpan.FromMinutes(random.Next(20, 90)));
        }
    }

    private static Fault AtTime(FaultKind kind, int pick, TimeSpan at, TimeSpan lasts) => new(kind, pick) { At = at, Lasts = lasts };
}
