using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>
/// Limits on what one caller may cost when the host listens publicly (docs/security.md); in Azure the platform's front end has its own.
/// </summary>
internal static class ServerLimits
{
    public static void Apply(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxConcurrentConnections = 1_000;
        server.Limits.MaxRequestHeaderCount = 100;
        server.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        server.Limits.MaxRequestLineSize = 8 * 1024;
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        server.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(65);

        // 256 KB, the largest valid request, within a minute. The function answers 413 to larger ones; the rest is not even read.
        server.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 4 * 1024, gracePeriod: TimeSpan.FromSeconds(10));
        server.Limits.MaxRequestBodySize = 1024 * 1024;
    }
}
