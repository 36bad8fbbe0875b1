namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>A parameter of a <see cref="Statement"/>, without boxing numbers.</summary>
internal readonly struct SqlValue
{
    private SqlValue(long number, object? reference) => (Number, Reference) = (number, reference);

    public long Number { get; }

    /// <summary>A string or bytes; <see cref="NumberMarker"/> if the value is the number; null for NULL.</summary>
    public object? Reference { get; }

    public static object NumberMarker { get; } = new();

    public static implicit operator SqlValue(long number) => new(number, NumberMarker);

    public static implicit operator SqlValue(string? text) => new(0, text);

    public static implicit operator SqlValue(byte[]? bytes) => new(0, bytes);
}
