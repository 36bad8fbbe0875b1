using System.Diagnostics;
using OpenTelemetry;

namespace AlturBridge.Telemetry;

/// <summary>Reduces an outgoing request's address to the host: a path may hold a webhook's secret or name a lead.</summary>
public sealed class HostOnly : BaseProcessor<Activity>
{
    private const string Address = "url.full";

    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem(Address) is string address)
        {
            data.SetTag(Address, Uri.TryCreate(address, UriKind.Absolute, out var uri) ? $"{uri.Scheme}://{uri.Authority}/" : null);
        }
    }
}
