using System.Net;
using AlturBridge.Calling;
using AlturBridge.Testing;
using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Calling;

public sealed class CircuitTests : IDisposable
{
    private const int Threshold = 5;

    private static readonly DialOutcome Placed = new DialOutcome.Placed(new BinaryData("{}"));
    private static readonly DialOutcome Busy = new DialOutcome.NotPlaced("Altur answered 503 to +525512345678.", RetryAfter: null);

    private readonly WatchedTime time = new(WatchedTime.Morning);
    private readonly LogKeeper<Circuit> log = new();
    private readonly Circuit circuit;

    public CircuitTests() => circuit = new Circuit(time, Random.Shared, log);

    public static TheoryData<DialOutcome> AllThatPlaceNoCall =>
    [
        Busy,
        new DialOutcome.NotPlaced("Altur answered 401.", null, HttpStatusCode.Forbidden),
        new DialOutcome.Unknown("Altur answered 500."),
        new DialOutcome.Refused(HttpStatusCode.NotFound, "no such page"),
        new DialOutcome.PlacedUnreadable("Altur answered 200 <html>"),
    ];

    public void Dispose() => circuit.Dispose();

    [Theory]
    [MemberData(nameof(AllThatPlaceNoCall))]
    public async Task It_opens_after_a_few_answers_in_a_row_that_placed_no_call(DialOutcome answer)
    {
        for (var count = 0; count < Threshold; count++)
        {
            Assert.False(circuit.Report.IsOpen);
            await AskAsync(answer);
        }

        Assert.Equal(WatchedTime.Morning, circuit.Report.OpenSince);
        Assert.StartsWith("Error: Altur placed none of the last 5 calls", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_placed_call_in_between_restarts_the_count()
    {
        for (var count = 0; count < 20; count++)
        {
            await AskAsync(count % Threshold == Threshold - 1 ? Placed : Busy);
        }

        Assert.False(circuit.Report.IsOpen);
    }

    [Fact]
    public async Task Its_report_gives_the_last_answer_without_a_number()
    {
        await AskAsync(Busy);

        Assert.Equal(new CircuitReport(null, "Altur answered 503 to +52…78.", WatchedTime.Morning), circuit.Report);
    }

    /// <summary>An outage costs only the leads that were at Altur when it began, however fast the answers come.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public async Task No_more_leads_are_asked_for_than_there_are_lanes(int lanes)
    {
        var asked = 0;
        var waiting = Enumerable.Range(0, lanes).Select(async _ =>
        {
            while (await circuit.EnterAsync(Circuit.Patience, CancellationToken.None) is { } turn)
            {
                Interlocked.Increment(ref asked);
                await Task.Yield();
                turn.End(Busy, firstFailure: null);
            }
        }).ToList();

        await Eventually.TrueAsync(() => circuit.Report.IsOpen);

        Assert.InRange(asked, Threshold, Math.Max(lanes, Threshold));
        Assert.All(waiting, lane => Assert.False(lane.IsCompleted));
    }

    [Fact]
    public async Task One_lead_at_a_time_probes_at_waits_that_double_up_to_a_minute()
    {
        await OpenAsync();
        var probes = new List<TimeSpan>();

        for (var probe = 0; probe < 8; probe++)
        {
            var began = time.GetUtcNow();
            var entering = circuit.EnterAsync(Circuit.Patience, CancellationToken.None);
            var beside = circuit.EnterAsync(Circuit.Patience, CancellationToken.None);
            using var turn = await PassTimeUntilAsync(entering);
            probes.Add(time.GetUtcNow() - began);
            Assert.False(beside.IsCompleted);

            turn.End(Busy, firstFailure: null);
            using var next = await PassTimeUntilAsync(beside);
            next.End(Busy, firstFailure: null);
            probes.Add(TimeSpan.Zero);
        }

        Assert.InRange(probes[0].TotalSeconds, 1.6, 4);
        Assert.InRange(probes[^2].TotalSeconds, 48, 74);
    }

    [Fact]
    public async Task Those_who_wait_take_turns()
    {
        await OpenAsync();
        var first = circuit.EnterAsync(Circuit.Patience, CancellationToken.None);
        var second = circuit.EnterAsync(Circuit.Patience, CancellationToken.None);
        using var probe = await PassTimeUntilAsync(first);
        probe.End(Busy, firstFailure: null);

        var again = circuit.EnterAsync(Circuit.Patience, CancellationToken.None);
        using var next = await PassTimeUntilAsync(second);

        Assert.False(again.IsCompleted);
        next.End(Placed, firstFailure: null);
        using var last = await again.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task The_first_call_that_is_placed_closes_it_for_all()
    {
        await OpenAsync();
        var waiting = Enumerable.Range(0, 16).Select(_ => circuit.EnterAsync(Circuit.Patience, CancellationToken.None)).ToList();
        var probe = await PassTimeUntilAsync(waiting[0]);
        probe.End(Placed, firstFailure: null);
        await Task.WhenAll(waiting).WaitAsync(Eventually.Deadline);

        Assert.False(circuit.Report.IsOpen);
        Assert.Equal(2, log.Lines.Count);
        Assert.StartsWith("Warning: Altur places calls again, after 00:00:0", log.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_was_at_Altur_when_it_opened_closes_it_too()
    {
        var turns = new List<CircuitTurn>();
        while (turns.Count <= Threshold)
        {
            turns.Add((await circuit.EnterAsync(Circuit.Patience, CancellationToken.None))!);
        }

        foreach (var turn in turns.Skip(1))
        {
            turn.End(Busy, firstFailure: null);
        }

        Assert.True(circuit.Report.IsOpen);
        turns[0].End(Placed, firstFailure: null);

        Assert.False(circuit.Report.IsOpen);
    }

    [Fact]
    public async Task A_probe_answered_after_the_outage_is_an_answer_like_any_other()
    {
        using var probe = await ProbeOfEndedOutageAsync();
        for (var count = 1; count < Threshold; count++)
        {
            await AskAsync(Busy);
        }

        Assert.False(circuit.Report.IsOpen);
        probe.End(Busy, firstFailure: null);

        Assert.True(circuit.Report.IsOpen);
        using var next = await PassTimeUntilAsync(circuit.EnterAsync(Circuit.Patience, CancellationToken.None));
    }

    [Fact]
    public async Task A_probe_of_the_last_outage_makes_no_room_for_a_second_probe()
    {
        using var late = await ProbeOfEndedOutageAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        await OpenAtOnceAsync();
        using var probe = await PassTimeUntilAsync(circuit.EnterAsync(Circuit.Patience, CancellationToken.None));
        late.End(Busy, firstFailure: null);

        var second = circuit.EnterAsync(Circuit.Patience, CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.False(second.IsCompleted);
        probe.End(Busy, firstFailure: null);
        using var next = await PassTimeUntilAsync(second);
    }

    [Fact]
    public async Task Once_every_answer_is_in_somebody_may_ask_whatever_came_before()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            using var any = new Circuit(time, new Random(seed), log);
            var random = new Random(seed);
            var turns = new List<CircuitTurn>();
            for (var step = 0; step < 80; step++)
            {
                switch (random.Next(4))
                {
                    case 0 when turns.Count > 0:
                        var place = random.Next(turns.Count);
                        turns[place].End(random.Next(8) == 0 ? Placed : Busy, firstFailure: null);
                        turns.RemoveAt(place);
                        break;
                    case 1:
                        time.Advance(TimeSpan.FromSeconds(random.Next(90)));
                        break;
                    default:
                        turns.AddRange(await TryEnterAsync(any) is { } turn ? [turn] : []);
                        break;
                }
            }

            turns.ForEach(turn => turn.End(Busy, firstFailure: null));
            time.Advance(TimeSpan.FromMinutes(2));

            Assert.True(await TryEnterAsync(any) is not null, $"Nobody may ask again: seed {seed}");
        }
    }

    [Fact]
    public async Task A_probe_that_asked_for_nothing_leaves_the_turn_to_the_next()
    {
        await OpenAsync();
        (await PassTimeUntilAsync(circuit.EnterAsync(Circuit.Patience, CancellationToken.None))).Dispose();

        using var next = await PassTimeUntilAsync(circuit.EnterAsync(Circuit.Patience, CancellationToken.None));

        Assert.True(circuit.Report.IsOpen);
    }

    [Fact]
    public async Task It_waits_as_long_as_Altur_asks_for()
    {
        var asks = new DialOutcome.NotPlaced("Altur answered 429.", TimeSpan.FromMinutes(3));
        for (var count = 0; count < Threshold; count++)
        {
            await AskAsync(asks);
        }

        using var probe = await PassTimeUntilAsync(circuit.EnterAsync(Circuit.Patience, CancellationToken.None));

        Assert.InRange((time.GetUtcNow() - WatchedTime.Morning).TotalSeconds, 180, 194);
    }

    [Fact]
    public async Task The_last_part_of_a_millisecond_before_a_probe_is_not_waited_for()
    {
        for (var count = 0; count < Threshold; count++)
        {
            await AskAsync(new DialOutcome.NotPlaced("Altur answered 429.", TimeSpan.FromSeconds(10) + TimeSpan.FromTicks(1)));
        }

        var probe = circuit.EnterAsync(Circuit.Patience, CancellationToken.None);
        await Eventually.TrueAsync(() => time.Waits.Contains(TimeSpan.FromSeconds(10)));
        time.Advance(TimeSpan.FromSeconds(10));

        using var turn = await probe.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Who_waits_for_too_long_goes_and_comes_again()
    {
        await OpenAsync();
        using var probe = await PassTimeUntilAsync(circuit.EnterAsync(Circuit.Patience, CancellationToken.None));
        var behind = circuit.EnterAsync(Circuit.Patience, CancellationToken.None);

        await Eventually.TrueAsync(() => behind.IsCompleted, () => time.Advance(TimeSpan.FromSeconds(30)));

        Assert.Null(await behind);
        Assert.True(time.GetUtcNow() - WatchedTime.Morning <= TimeSpan.FromMinutes(12));
    }

    [Fact]
    public async Task The_answer_to_a_lead_at_fault_says_nothing_about_Altur()
    {
        var before = circuit.Tally;
        await AskAsync(Placed);

        for (var count = 0; count < 20; count++)
        {
            await AskAsync(new DialOutcome.NotPlaced("Altur answered 403.", null, HttpStatusCode.Forbidden), firstFailure: before);
        }

        Assert.False(circuit.Report.IsOpen);
        Assert.Equal(new Tally(1, 0), circuit.Tally);
    }

    private async Task OpenAsync()
    {
        while (!circuit.Report.IsOpen)
        {
            await AskAsync(Busy);
        }
    }

    /// <summary>By calls that were all at Altur when the first failed, whoever else is there.</summary>
    private async Task OpenAtOnceAsync()
    {
        var turns = new List<CircuitTurn?>();
        while (turns.Count < Threshold)
        {
            turns.Add(await circuit.EnterAsync(Circuit.Patience, CancellationToken.None).WaitAsync(Eventually.Deadline));
        }

        turns.ForEach(turn => turn!.End(Busy, firstFailure: null));
        Assert.True(circuit.Report.IsOpen);
    }

    /// <summary>A call that was at Altur when it opened has closed it; the probe is still there.</summary>
    private async Task<CircuitTurn> ProbeOfEndedOutageAsync()
    {
        using var early = await circuit.EnterAsync(Circuit.Patience, CancellationToken.None);
        await OpenAtOnceAsync();
        var probe = await PassTimeUntilAsync(circuit.EnterAsync(Circuit.Patience, CancellationToken.None));
        early!.End(Placed, firstFailure: null);

        return probe;
    }

    private async Task AskAsync(DialOutcome answer, Tally? firstFailure = null)
    {
        using var turn = await circuit.EnterAsync(Circuit.Patience, CancellationToken.None).WaitAsync(Eventually.Deadline);
        turn!.End(answer, firstFailure);
    }

    /// <returns>Null if that would take a wait.</returns>
    private static async Task<CircuitTurn?> TryEnterAsync(Circuit circuit)
    {
        using var now = new CancellationTokenSource();
        var entering = circuit.EnterAsync(Circuit.Patience, now.Token);
        await now.CancelAsync();
        return await entering;
    }

    private async Task<CircuitTurn> PassTimeUntilAsync(Task<CircuitTurn?> entering)
    {
        // The longer the wait, the longer the steps: to a twentieth.
        var began = time.GetUtcNow();
        await Eventually.TrueAsync(
            () => entering.IsCompleted,
            () => time.Advance(TimeSpan.FromMilliseconds(100) + ((time.GetUtcNow() - began) / 20)));
        return (await entering)!;
    }
}
