using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace AlturBridge.Simulation.Hosting;

/// <summary>Creates a typed client as the real factory does, which however compiles code again for each container.</summary>
internal sealed class TypedClients<TClient>(IServiceProvider services) : ITypedHttpClientFactory<TClient>
{
    private static readonly ObjectFactory Create = ActivatorUtilities.CreateFactory(typeof(TClient), [typeof(HttpClient)]);

    public TClient CreateClient(HttpClient httpClient) => (TClient)Create(services, [httpClient]);
}
