using Microsoft.Extensions.DependencyInjection;

namespace AlturBridge.Simulation.Hosting;

/// <summary>A process's services. A function runs in the worker's own scope, where the singletons are.</summary>
internal sealed class WorkerServices(IServiceProvider scope) : IKeyedServiceProvider, IServiceScopeFactory, IServiceScope
{
    public IServiceProvider ServiceProvider => this;

    public object? GetService(Type serviceType) => serviceType == typeof(IServiceScopeFactory) ? this : scope.GetService(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) =>
        ((IKeyedServiceProvider)scope).GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        ((IKeyedServiceProvider)scope).GetRequiredKeyedService(serviceType, serviceKey);

    public IServiceScope CreateScope() => this;

    public void Dispose()
    {
        // The scope ends with its worker.
    }
}
