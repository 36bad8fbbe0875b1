using AlturBridge.Messages;

namespace AlturBridge.Operating.DoNotCall;

/// <summary>Used if <c>Calling__DoNotCall</c> is not set: nothing is checked, and nothing can be added.</summary>
public sealed class UnusedDoNotCallList : IDoNotCallList
{
    public Task<bool> HasAsync(string number, CancellationToken cancellationToken) => Task.FromResult(false);
}
