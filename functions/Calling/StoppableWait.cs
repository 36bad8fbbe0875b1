namespace AlturBridge.Calling;

/// <summary>The waits of a call between its attempts; nothing but <see cref="PlaceCall"/> has any.</summary>
public static class StoppableWait
{
    /// <summary>Waits, unless the host stops.</summary>
    /// <returns>False when the host stopped first.</returns>
    public static async Task<bool> ForAsync(TimeSpan wait, TimeProvider time, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(wait, time, stopping);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
