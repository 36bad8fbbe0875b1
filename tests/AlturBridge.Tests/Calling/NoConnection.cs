namespace AlturBridge.Tests.Calling;

/// <summary>Replaces the network and never gets as far as the request.</summary>
internal sealed class NoConnection : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused");
}
