namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>A change made of short delegates.</summary>
internal sealed class SmallChange(Action<MessageStore>? write, Action? apply, Action? undo) : Change
{
    public override void Write(MessageStore store) => write?.Invoke(store);

    public override void Apply() => apply?.Invoke();

    public override void Undo() => undo?.Invoke();
}
