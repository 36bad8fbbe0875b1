namespace AlturBridge.Simulation.Stories;

/// <summary>Generates a seed's story.</summary>
public static class StoryGenerator
{
    public const int DefaultLeads = 50;

    /// <summary>More than a lead makes in total when nothing goes wrong.</summary>
    private const int Crossings = 18;

    public static Story Create(int seed, int leadCount = DefaultLeads)
    {
        var random = new Random(seed);
        var settings = Settings(random);
        var leads = Leads(random, leadCount, settings);
        return Extras.AddTo(new Story((ulong)seed, settings, leads, Faults(random, leads)));
    }

    private static StorySettings Settings(Random random)
    {
        var isSlow = random.Next(3) == 0;
        return new StorySettings
        {
            Hosts = random.Next(1, 4),
            Lanes = random.Next(4) switch { 0 => 1, 1 => 2, 2 => random.Next(3, 6), _ => random.Next(6, 17) },
            MaxAge = TimeSpan.FromHours(random.Next(3) switch { 0 => 1, 1 => 6, _ => 24 }),
            Pace = random.Next(5) == 0 ? TimeSpan.FromSeconds(random.Next(1, 60)) : TimeSpan.Zero,
            MaxAttempts = random.Next(4) == 0 ? random.Next(1, 5) : 10,
            AnswerTime = isSlow
                ? (TimeSpan.FromSeconds(random.Next(1, 20)), TimeSpan.FromSeconds(random.Next(20, 29)))
                : (TimeSpan.FromMilliseconds(random.Next(50, 400)), TimeSpan.FromSeconds(random.Next(1, 5))),
            OddAnswers = random.Next(3) == 0 ? random.NextDouble() * 0.3 : 0.02,
            OddDeliveries = random.Next(3) == 0 ? random.NextDouble() * 0.4 : 0.02,
        };
    }

    private static LeadPlan[] Leads(Random random, int count, StorySettings settings)
    {
        var span = random.Next(3) switch { 0 => TimeSpan.FromMinutes(1), 1 => TimeSpan.FromMinutes(20), _ => settings.MaxAge };
        var people = random.Next(3) == 0 ? Math.Max(1, count / 5) : count;

        return [.. Enumerable.Range(1, count).Select(number => new LeadPlan(
            number,
            span * random.NextDouble(),
            $"+1202555{random.Next(people):0000}",
            random.Next(20) == 0 ? TimeSpan.FromMinutes(60 * random.NextDouble()) : null))];
    }

    private static Fault[] Faults(Random random, LeadPlan[] leads)
    {
        // One story in eight has no faults: anything that breaks there needs none.
        var count = random.Next(8) == 0 ? 0 : random.Next(1, 9);
        var last = leads.Max(lead => lead.At) + TimeSpan.FromMinutes(10);

        return [.. Enumerable.Range(0, count).Select(_ => random.Next(10) < 7 ? AtCrossing(random, leads) : AtTime(random, last))];
    }

    private static Fault AtCrossing(Random random, LeadPlan[] leads) =>
        new((FaultKind)random.Next((int)FaultKind.AlturOutage), random.Next(1000))
        {
            Lead = leads[random.Next(leads.Length)].Number,
            Crossing = random.Next(1, Crossings + 1),
            AfterEffect = random.Next(2) == 0,
        };

    private static Fault AtTime(Random random, TimeSpan last) =>
        new((FaultKind)random.Next((int)FaultKind.AlturOutage, (int)FaultKind.Redeploy + 1), random.Next(1000))
        {
            At = last * random.NextDouble(),
            Lasts = TimeSpan.FromSeconds(Math.Pow(10, 1 + (2.5 * random.NextDouble()))),
        };
}
