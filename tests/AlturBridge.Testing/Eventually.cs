using System.Diagnostics;

namespace AlturBridge.Testing;

/// <summary>Waits for a condition. The deadline only ends a test that would otherwise hang.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <param name="condition">What must become true.</param>
    /// <param name="meanwhile">Done between checks, such as advancing a clock.</param>
    public static Task TrueAsync(Func<bool> condition, Action? meanwhile = null) =>
        WaitAsync(() => Task.FromResult(condition()), "the condition", meanwhile);

    /// <param name="condition">What must become true.</param>
    /// <param name="expectation">The condition in words.</param>
    public static Task TrueAsync(Func<bool> condition, string expectation) => TrueAsync(() => Task.FromResult(condition()), expectation);

    /// <inheritdoc cref="TrueAsync(Func{bool}, string)"/>
    public static Task TrueAsync(Func<Task<bool>> condition, string expectation) => WaitAsync(condition, expectation, meanwhile: null);

    private static async Task WaitAsync(Func<Task<bool>> condition, string expectation, Action? meanwhile)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > Deadline)
            {
                throw new TimeoutException($"This never became true: {expectation}.");
            }

            meanwhile?.Invoke();
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }
}
