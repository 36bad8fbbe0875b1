using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace AlturBridge.Testing.Chaos;

/// <summary>Replays the dead letters of leads that were not called, repeatedly, while hosts are killed in the process.</summary>
internal sealed class ChaosOperator(Uri url)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>As far as hosts lived to report.</summary>
    public int Replayed { get; private set; }

    /// <summary>Runs until canceled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var selection = new StringContent(
                    """{"queue":"calls"}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
                using var answer = await http.PostAsync(new Uri(url, "api/dead-letters/replay"), selection, cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    Replayed += (int?)(await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!["replayed"] ?? 0;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // The host is down or was killed, or the run is over.
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
