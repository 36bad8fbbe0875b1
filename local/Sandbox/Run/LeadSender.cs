using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace AlturBridge.Sandbox.Run;

/// <summary>Posts the sample leads as a CRM would: retries a 503, never a 4xx.</summary>
internal static class LeadSender
{
    private const int AtOnce = 32;
    private const int MaxAttempts = 10;

    public static async Task SendAllAsync(HttpClient http, Journeys journeys, Screen screen, CancellationToken cancellationToken) =>
        await Parallel.ForEachAsync(
        journeys.All.Select(journey => journey.Lead),
        new ParallelOptions
        {
            MaxDegreeOfParallelism = journeys.Count <= Screen.MostToShowEach ? 1 : AtOnce,
            CancellationToken = cancellationToken,
        },
        async (lead, cancellation) =>
        {
            var (leadId, problem) = await SendAsync(http, lead, cancellation);
            if (leadId is not null)
            {
                screen.Accepted(lead);
                journeys.Accepted(lead, leadId);
            }
            else
            {
                screen.NotAccepted(lead, problem!);
                journeys.NotAccepted(lead, problem!);
            }
        });

    private static async Task<(string? LeadId, string? Problem)> SendAsync(
        HttpClient http, SampleLead lead, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"api/leads/{lead.Source}") { Content = new StringContent(
                lead.Body, Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", lead.IdempotencyKey);
            if (lead.Signature is var (header, value))
            {
                request.Headers.Add(header, value);
            }

            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable && attempt < MaxAttempts)
            {
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), cancellationToken);
                continue;
            }

            if (response.StatusCode != HttpStatusCode.Accepted)
            {
                return (null, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
            }

            var receipt = await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
            return (receipt!["leads"]![0]!["id"]!.GetValue<string>(), null);
        }
    }
}
