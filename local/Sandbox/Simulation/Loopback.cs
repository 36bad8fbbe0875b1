using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AlturBridge.Sandbox.Simulation;

/// <summary>A silent web server for one handler that only this machine can reach.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    private readonly WebApplication app;

    public Loopback(Uri url, RequestDelegate handle)
    {
        if (!url.IsLoopback || url.Scheme != Uri.UriSchemeHttp)
        {
            throw new ArgumentException($"A simulation listens on this machine only, not on {url}; use http://127.0.0.1:0.", nameof(url));
        }

        // The empty builder: neither ASPNETCORE_URLS nor the bridge's appsettings.json may redirect a simulation.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls(url.GetLeftPart(UriPartial.Authority));
        builder.Services.AddSingleton<IHostLifetime>(new OwnersLifetime());
        app = builder.Build();
        app.Run(context => HandleAsync(context, handle));
    }

    /// <summary>Where it listens, with the actual port; known once it has started.</summary>
    public Uri Url => new(app.Urls.Single());

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context, RequestDelegate handle)
    {
        // Stopping waits for open requests, and a deliberately hung one would never end.
        await using var _ = app.Lifetime.ApplicationStopping.UnsafeRegister(static state => ((HttpContext)state!).Abort(), context);
        await handle(context);
    }

    /// <summary>Lives until it is disposed. The usual lifetime would stop at Ctrl+C, before the bridge has ended its calls.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
