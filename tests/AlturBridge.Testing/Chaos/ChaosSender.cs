using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AlturBridge.Testing.Processes;

namespace AlturBridge.Testing.Chaos;

/// <summary>A CRM that resends each lead until it gets a 202, and sends some once more.</summary>
internal sealed class ChaosSender(Uri url)
{
    private const int AtOnce = 16;

    private readonly ConcurrentDictionary<int, string> accepted = new();

    public int Accepted => accepted.Count;

    /// <summary>The phone numbers, by lead id.</summary>
    public IReadOnlyDictionary<string, string> PhoneNumbers =>
        accepted.ToDictionary(lead => lead.Value, lead => LeadBody.PhoneNumber(lead.Key));

    public async Task SendAllAsync(int leads, Func<int, CancellationToken, Task> paceAsync, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromSeconds(1) }) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(10),
        };

        await Parallel.ForEachAsync(Enumerable.Range(0, leads),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (lead, cancellation) =>
        {
            await paceAsync(lead, cancellation);
            await SendUntilAcceptedAsync(http, lead, cancellation);
            if (lead % 10 == 0)
            {
                await SendUntilAcceptedAsync(http, lead, cancellation);
            }
        });
    }

    private async Task SendUntilAcceptedAsync(HttpClient http, int lead, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "api/leads/json") { Content = new StringContent(
                    LeadBody.Create(lead), Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
                request.Headers.Add("Idempotency-Key", $"chaos-{lead}");
                using var response = await http.SendAsync(request, cancellationToken);
                if (response.StatusCode == HttpStatusCode.Accepted)
                {
                    accepted[lead] = $"json:chaos-{lead}";
                    return;
                }

                if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    throw new InvalidOperationException($"Lead {lead} was answered with {(int)response.StatusCode}: "
                        + $"{await response.Content.ReadAsStringAsync(cancellationToken)}");
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException
                && !cancellationToken.IsCancellationRequested)
            {
                // The host is down or was killed before it could answer: the lead is sent again.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }
}
