using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AlturBridge.Telemetry;

namespace AlturBridge.Tests.Deployment;

/// <summary>The workbook charts exactly what the bridge counts.</summary>
public sealed partial class MetricTests
{
    [Fact]
    public void Every_metric_in_the_workbook_is_one_that_the_bridge_has()
    {
        var shown = Metric().Matches(Repository.Read("infra", "workbook.json")).Select(match => match.Value).Distinct().ToList();

        Assert.Equal(6, shown.Count);
        Assert.All(shown, name => Assert.Contains(name, Instruments()));
    }

    private static HashSet<string> Instruments()
    {
        var found = new HashSet<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == BridgeMetrics.Meter)
                {
                    found.Add(instrument.Name);
                }
            },
        };

        RuntimeHelpers.RunClassConstructor(typeof(BridgeMetrics).TypeHandle);
        listener.Start();
        return found;
    }

    [GeneratedRegex("altur_bridge[a-z._]+")]
    private static partial Regex Metric();
}
