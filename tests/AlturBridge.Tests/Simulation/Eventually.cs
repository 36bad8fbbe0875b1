using System.Diagnostics;

namespace AlturBridge.Tests.Simulation;

/// <summary>Waits for a condition. The deadline is only there to end a test that would otherwise hang.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <param name="condition">What must come true.</param>
    /// <param name="meanwhile">Done before each further look, such as advancing a clock.</param>
    public static async Task TrueAsync(Func<bool> condition, Action? meanwhile = null)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Deadline, "The condition did not come true in time.");
            meanwhile?.Invoke();
            await Task.Delay(5);
        }
    }
}
