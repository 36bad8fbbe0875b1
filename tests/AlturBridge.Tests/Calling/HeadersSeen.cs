namespace AlturBridge.Tests.Calling;

/// <summary>Signals when the client has read an answer's headers.</summary>
internal sealed class HeadersSeen : DelegatingHandler
{
    private readonly TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => seen.Task;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        seen.SetResult();
        return response;
    }
}
