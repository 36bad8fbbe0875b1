using AlturBridge.Calling;
using AlturBridge.Testing.Edges;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Calling;

/// <summary>
/// Altur clients with their real handler and settings, as <see cref="Bridge"/> composes them, but without real time: a busy machine must
/// not decide an outcome.
/// </summary>
internal static class AlturClients
{
    public static readonly BinaryData CallRequest = new(PlaceCallBench.Body);

    public static Task NoClaim() => Task.CompletedTask;

    public static AlturClient Create(Uri baseUrl, TimeProvider? time = null, DelegatingHandler? onTheWay = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Options.Create(new AlturOptions { ApiKey = " the-secret ", BaseUrl = baseUrl }));
        services.AddSingleton(time ?? new WatchedTime(WatchedTime.Morning));
        var client = services.AddHttpClient<AlturClient>(AlturClient.Configure).ConfigurePrimaryHttpMessageHandler(CreateHandler);
        if (onTheWay is not null)
        {
            client.AddHttpMessageHandler(() => onTheWay);
        }

        return services.BuildServiceProvider().GetRequiredService<AlturClient>();
    }

    private static SocketsHttpHandler CreateHandler()
    {
        var handler = (SocketsHttpHandler)AlturClient.CreateHandler();
        handler.ConnectTimeout = Timeout.InfiniteTimeSpan;
        return handler;
    }

    public static Task<DialOutcome> PlaceAsync(RawServer altur) => Create(altur.BaseUrl).PlaceAsync(CallRequest, NoClaim);
}
