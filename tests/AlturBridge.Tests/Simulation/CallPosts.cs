using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Tests.Simulation;

/// <summary>Fills in what a test does not care about in a POST to a simulated Altur.</summary>
internal static class CallPosts
{
    public const string AgentId = "3f2b8c1e-9a4d-4e6f-8b7a-5c1d2e3f4a5b";
    public const string Phone = "+525512345678";

    public static JsonObject ValidCall() => new() { ["agent_id"] = AgentId, ["phone_number_to"] = Phone };

    public static async Task<HttpResponseMessage> PostCallAsync(
        this HttpClient client,
        SimulatedAltur altur,
        string? body = null,
        string? authorization = "api-key sandbox-key",
        string? contentType = "application/json",
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead,
        CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(altur.BaseUrl, "call"));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body ?? ValidCall().ToJsonString()));
        request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        if (authorization is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));
        }

        return await client.SendAsync(request, completion, cancellationToken);
    }
}
