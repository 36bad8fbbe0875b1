using AlturBridge.Messages;

namespace AlturBridge.Operating.DoNotCall;

/// <summary>Where <c>Calling__DoNotCall</c> is not set: nothing is asked, and nothing can be put on it.</summary>
public sealed class UnusedDoNotCallList : IDoNotCallList
{
    public Task<bool> HasAsync(string number, CancellationToken cancellationToken) => Task.FromResult(false);
}
