using System.Net;
using System.Text.RegularExpressions;
using AlturBridge.EmbeddedHost;
using AlturBridge.Testing;
using AlturBridge.Tests.Messages;

namespace AlturBridge.Tests.Docs;

/// <summary>The embedded host with <c>local.settings.sample.json</c>, filled in as the README says.</summary>
public sealed partial class SampleStartTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_filled_sample_starts_and_takes_leads()
    {
        await using var bridge = await StartAsync(Filled());

        Assert.Equal(HttpStatusCode.OK, await PreviewAsync(bridge, "json"));
    }

    [Fact]
    public async Task It_starts_with_the_READMEs_CRM_added()
    {
        var settings = Filled();
        foreach (Match setting in Setting().Matches(Repository.Read("README.md")))
        {
            settings.Add(setting.Groups["name"].Value, setting.Groups["value"].Value);
        }

        await using var bridge = await StartAsync(settings);

        Assert.Equal(HttpStatusCode.OK, await PreviewAsync(bridge, "json"));
        Assert.Equal(HttpStatusCode.OK, await PreviewAsync(bridge, "hubspot"));
    }

    /// <summary>The sample with a key, an agent and a webhook, and without a webhook secret.</summary>
    private static Dictionary<string, string?> Filled()
    {
        var settings = Repository.ReadJson("local.settings.sample.json")["Values"]!.AsObject()
            .ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        settings["Altur__ApiKey"] = "secret";
        settings["Altur__AgentId"] = Samples.AgentId;
        settings["Webhook__Url"] = "http://127.0.0.1:9/";
        settings.Remove("Webhook__Secrets__0");
        return settings;
    }

    private Task<EmbeddedBridge> StartAsync(Dictionary<string, string?> settings) => EmbeddedBridge.StartAsync(new EmbeddedBridgeOptions
    {
        Urls = "http://127.0.0.1:0",
        DataFolder = folder.Path,
        ReadsEnvironment = false,
        LogsToConsole = false,
        Settings = settings,
    });

    /// <summary>Calls nobody.</summary>
    private static async Task<HttpStatusCode> PreviewAsync(EmbeddedBridge bridge, string source)
    {
        using var http = new HttpClient();
        using var lead = new StringContent("""{"phone_number_to": "+12025550143"}""");
        lead.Headers.ContentType = new("application/json");
        using var answer = await http.PostAsync(new Uri(bridge.Url, $"/api/leads/{source}/preview"), lead);
        return answer.StatusCode;
    }

    [GeneratedRegex("^    (?<name>Sources__\\w+)=(?<value>.+)$", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
