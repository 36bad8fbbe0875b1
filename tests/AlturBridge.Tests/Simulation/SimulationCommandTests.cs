using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AlturBridge.Sandbox.Run;
using AlturBridge.Testing;

namespace AlturBridge.Tests.Simulation;

/// <summary>Altur and the webhook for a bridge that runs elsewhere on this machine.</summary>
public sealed class SimulationCommandTests
{
    [Fact]
    public async Task It_prints_the_settings_of_the_bridge_and_reports_what_the_bridge_does()
    {
        using var stop = new CancellationTokenSource();
        var lines = new ConcurrentQueue<string>();
        var run = SimulationCommand.RunAsync(new("http://127.0.0.1:0"), new("http://127.0.0.1:0"), lines.Enqueue, stop.Token);
        await Eventually.TrueAsync(() => lines.Count == 4);
        var settings = lines.Select(line => line.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);

        using var http = new HttpClient();
        using var call = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(settings["Altur__BaseUrl"]), "call"))
        {
            Content = new StringContent(CallPosts.ValidCall().ToJsonString(), Encoding.UTF8, "application/json"),
        };
        call.Headers.Authorization = new AuthenticationHeaderValue("api-key", settings["Altur__ApiKey"]);
        using var called = await http.SendAsync(call);
        using var unsigned = new StringContent("{}");
        using var refused = await http.PostAsync(new Uri(settings["Webhook__Url"]), unsigned);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Unauthorized), (called.StatusCode, refused.StatusCode));
        Assert.Equal(["called 201", "refused "], lines.Skip(4));
        Assert.StartsWith("whsec_", settings["Webhook__Secrets__0"], StringComparison.Ordinal);

        await stop.CancelAsync();
        Assert.Equal(0, await run);
    }
}
