namespace AlturBridge.Operating.Status;

/// <param name="Readable">Whether the list can be read; while it cannot, nobody is called.</param>
public sealed record DoNotCallStatus(bool Readable);
