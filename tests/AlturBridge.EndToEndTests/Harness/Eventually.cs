namespace AlturBridge.EndToEndTests.Harness;

/// <summary>Waits for what must happen, with a deadline that only a broken bridge reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static Task TrueAsync(Func<bool> condition, string expectation) => TrueAsync(() => Task.FromResult(condition()), expectation);

    public static async Task TrueAsync(Func<Task<bool>> condition, string expectation)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));

        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"This never became true: {expectation}.");
            }
        }
    }
}
