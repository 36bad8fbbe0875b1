using System.Globalization;
using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Testing.Chaos;

/// <summary>Makes Altur fail completely and recover, in each way in turn.</summary>
internal sealed class AlturOutages(SimulatedAltur altur, AlturGate gate, ChaosOptions options)
{
    private const string Refused = "refused";

    private static readonly string[] Shapes = ["500", "503", "429", "401", Refused, "hang"];

    public List<Outage> Past { get; } = [];

    /// <summary>Runs until canceled, then restores Altur.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var index = 0; await WaitAsync(options.OutageEvery, cancellationToken); index++)
        {
            var shape = Shapes[index % Shapes.Length];
            var from = DateTimeOffset.UtcNow;
            await BeginAsync(shape);
            await WaitAsync(options.OutageFor, cancellationToken);
            End(shape);
            Past.Add(new Outage(shape, from, DateTimeOffset.UtcNow));
        }
    }

    public string Tally() => string.Join(
        ", ",
        Past.GroupBy(outage => outage.Shape).Select(
            group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} {group.Count()} times")));

    private async Task BeginAsync(string shape)
    {
        if (shape == Refused)
        {
            await gate.CloseAsync();
        }
        else
        {
            altur.Faults = Faults.Parse($"{shape}:1");
        }
    }

    private void End(string shape)
    {
        if (shape == Refused)
        {
            gate.Open();
        }
        else
        {
            altur.Faults = options.AlturFaults;
        }
    }

    /// <returns>False if canceled.</returns>
    private static async Task<bool> WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await Task.Delay(time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}
