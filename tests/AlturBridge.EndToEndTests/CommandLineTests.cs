using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;

namespace AlturBridge.EndToEndTests;

/// <summary>The two programs a user starts, each in its own process.</summary>
public sealed partial class CommandLineTests
{
    private const string Host = "AlturBridge.EmbeddedHost";
    private const string Sandbox = "AlturBridge.Sandbox";
    private const string Lead = """{"agent_id": "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34", "phone_number_to": "+12025550143"}""";

    [Fact]
    public async Task The_sandbox_takes_its_leads_all_the_way_and_reports_it_for_machines()
    {
        using var folder = new TemporaryFolder();
        await using var sandbox = ChildProcess.Start(Sandbox, folder.Path, "--json", "--leads", "30", "--urls", "http://127.0.0.1:0");

        Assert.Equal(0, await sandbox.ExitCodeAsync());
        var outcome = JsonNode.Parse(sandbox.Output)!;
        Assert.True(outcome["ok"]!.GetValue<bool>());
        Assert.Equal(30, outcome["delivered"]!.GetValue<int>());
        Assert.All(outcome["journeys"]!.AsArray(), journey => Assert.Equal(1, journey!["calls"]!.GetValue<int>()));
    }

    [Fact]
    public async Task The_samples_of_the_sandbox_pass_beside_sources_of_the_user()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "local.settings.json"), """
            {
              "Values": {
                "Sources__hubspot__Preset": "hubspot-workflow",
                "Sources__hubspot__When": "{{ item.properties.lifecyclestage.value == 'lead' }}",
                "Sources__typeform__Preset": "typeform",
                "Sources__typeform__Secrets__0": "qz4mT8vK2xWbN6rJ9dLpC3hF"
              }
            }
            """);
        await using var sandbox = ChildProcess.Start(Sandbox, folder.Path, "--once", "--json", "--urls", "http://127.0.0.1:0");

        Assert.Equal(0, await sandbox.ExitCodeAsync());
    }

    [Fact]
    public async Task The_host_says_where_its_settings_file_is_not_valid()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "local.settings.json"), "{\n  \"Values\": {\n    \"a\": \"b\"\n    \"c\": \"d\"\n  }\n}");
        await using var host = ChildProcess.Start(Host, folder.Path, "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains("local.settings.json'. It is not valid JSON: look at line 4.", host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sandbox_shows_each_hop_in_plain_lines_of_80_columns_when_piped()
    {
        using var folder = new TemporaryFolder();
        await using var sandbox = ChildProcess.Start(Sandbox, folder.Path, "--once", "--urls", "http://127.0.0.1:0");

        Assert.Equal(0, await sandbox.ExitCodeAsync());
        Assert.Equal(3, Occurrences(sandbox.Output, "accepted  "));
        Assert.Equal(3, Occurrences(sandbox.Output, "called  "));
        Assert.Equal(3, Occurrences(sandbox.Output, "signature checked"));
        Assert.DoesNotContain('\u001b', sandbox.Output);
        Assert.All(sandbox.Output.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
    }

    [Fact]
    public async Task The_sandbox_shows_deliveries_that_fail_and_are_made_again()
    {
        using var folder = new TemporaryFolder();
        await using var sandbox = ChildProcess.Start(
            Sandbox, folder.Path, "--once", "--webhook-faults", "500:0.3,hang:0.1", "--urls", "http://127.0.0.1:0");

        // The simulation's faults come in the same order every run: the first two of three deliveries fail.
        Assert.Equal(0, await sandbox.ExitCodeAsync());
        Assert.Contains("retried in about 5 s, 30 s, 2 min …", sandbox.Output, StringComparison.Ordinal);
        Assert.Equal(2, Occurrences(sandbox.Output, "webhook: 500"));
        Assert.Equal(3, Occurrences(sandbox.Output, "signature checked"));
        Assert.Contains(
            "deliveries that failed 2; leads whose record was delivered later 2", sandbox.Output, StringComparison.Ordinal);
        Assert.Contains("Every lead was called exactly once, and its record delivered.", sandbox.Output, StringComparison.Ordinal);
        Assert.All(sandbox.Output.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
    }

    [Fact]
    public async Task The_sandbox_fails_with_a_sentence_for_each_lead_that_was_not_called()
    {
        using var folder = new TemporaryFolder();
        await using var sandbox = ChildProcess.Start(
            Sandbox, folder.Path, "--once", "--leads", "2", "--altur-faults", "422:1", "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, await sandbox.ExitCodeAsync());
        Assert.Contains("Hiroshi Tanaka ended as a dead letter: Refused.", sandbox.Output, StringComparison.Ordinal);
        Assert.Contains("2 of 2 leads need attention.", sandbox.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sandbox_curl_line_places_a_call_and_is_recognised_when_repeated()
    {
        using var folder = new TemporaryFolder();
        await using var sandbox = ChildProcess.Start(Sandbox, folder.Path, "--urls", "http://127.0.0.1:0");
        await Eventually.TrueAsync(
            () => sandbox.Output.Contains("curl", StringComparison.Ordinal) && sandbox.Output.Contains(
                "recognised", StringComparison.Ordinal),
            "the sandbox prints its curl line");
        var curl = CurlLine().Match(sandbox.Output);
        Assert.True(curl.Success, sandbox.Output);

        using var http = new HttpClient();
        foreach (var hops in (string[][])[["accepted", "called", "delivered"], ["duplicate"]])
        {
            using var content = new StringContent(curl.Groups["body"].Value, Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(new Uri(curl.Groups["url"].Value), content);

            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            await Eventually.TrueAsync(
                () => Array.TrueForAll(hops, hop => Occurrences(sandbox.Output, $"  {hop,-13}  You ") == 1),
                "the pasted lead is shown by its name");
        }

        Assert.Equal(4, Occurrences(sandbox.Output, "signature checked"));
        sandbox.Terminate();
        Assert.Equal(0, await sandbox.ExitCodeAsync());
    }

    [Fact]
    public async Task The_sandbox_shows_what_is_refused_and_until_when_a_lead_is_put_off()
    {
        using var folder = new TemporaryFolder();
        await using var sandbox = ChildProcess.Start(
            Sandbox, folder.Path, "--urls", "http://127.0.0.1:0", "--key", "a-key", "Calling__MinGap=01:00:00");
        await Eventually.TrueAsync(() => sandbox.Output.Contains("recognised", StringComparison.Ordinal), "it is the user's turn");
        var leads = new Uri(PostsTo().Match(sandbox.Output).Groups["url"].Value);
        Assert.Contains("MinGap=0 Spacing=0 Timeout=5s ShareFunctionKey, unless set", sandbox.Output, StringComparison.Ordinal);

        await SendAsync("wrong-key", Lead);
        await SendAsync("a-key", """{"phone_number_to": "nobody"}""");
        await SendAsync("a-key", Lead);
        await SendAsync("a-key", Lead.Replace("}", """, "end_user_display_name": "Again"}""", StringComparison.Ordinal));

        await Eventually.TrueAsync(() => Occurrences(sandbox.Output, "  put off        Again ") == 1, "the second lead is put off");
        Assert.Equal(1, Occurrences(sandbox.Output, "  accepted       Again "));
        Assert.Equal(2, Occurrences(sandbox.Output, "  refused        json"));
        Assert.Contains("401 The function key is missing or wrong.", sandbox.Output, StringComparison.Ordinal);
        Assert.Contains("422 ", sandbox.Output, StringComparison.Ordinal);

        async Task SendAsync(string key, string lead)
        {
            using var http = new HttpClient { DefaultRequestHeaders = { { "x-functions-key", key } } };
            using var content = new StringContent(lead, Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(leads, content);
        }
    }

    [Fact]
    public async Task A_missing_setting_stops_startup_with_a_sentence_that_names_it()
    {
        using var folder = new TemporaryFolder();
        await using var host = ChildProcess.Start(Host, folder.Path);

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains("Altur__ApiKey is missing: set it to the secret key of your Altur account.", host.Errors, StringComparison.Ordinal);
        Assert.Contains("Webhook__Url is missing", host.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", host.Errors + host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_startup_with_a_sentence_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        await using var webhook = await WebhookReceiver.StartAsync(new WebhookReceiverOptions());
        await using var host = ChildProcess.Start(
            Host, folder.Path, "--urls", webhook.Url.GetLeftPart(UriPartial.Authority), "Altur__ApiKey=sandbox-key",
            "Webhook__Url=http://127.0.0.1:9");

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains("Choose where to listen with --urls", host.Errors, StringComparison.Ordinal);
        Assert.Empty(host.Output.Trim());
    }

    [Fact]
    public async Task The_host_reads_local_settings_and_the_command_line_wins()
    {
        using var folder = new TemporaryFolder();
        await using var altur = await SimulatedAltur.StartAsync(new SimulatedAlturOptions());
        await using var webhook = await WebhookReceiver.StartAsync(new WebhookReceiverOptions());
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "local.settings.json"), $$"""
            { "Values": { "Altur__ApiKey": "sandbox-key", "Altur__BaseUrl": "http://127.0.0.1:9/", "Webhook__Url": "{{webhook.Url}}" } }
            """);
        await using var host = ChildProcess.Start(Host, folder.Path, "--urls", "http://127.0.0.1:0", $"Altur__BaseUrl={altur.BaseUrl}");

        await PostAsync(await UrlAsync(host));

        await Eventually.TrueAsync(() => webhook.Count == 1, "the record is delivered");
        Assert.True(File.Exists(Path.Combine(folder.Path, ".altur-bridge", "queues.db")));
    }

    [Fact]
    public async Task SIGTERM_lets_the_call_that_has_begun_end_and_exits_with_0()
    {
        using var folder = new TemporaryFolder();
        await using var altur = await SimulatedAltur.StartAsync(new SimulatedAlturOptions { Latency = TimeSpan.FromSeconds(1) });
        await using var webhook = await WebhookReceiver.StartAsync(new WebhookReceiverOptions());
        string[] arguments =
            ["--urls", "http://127.0.0.1:0", "Altur__ApiKey=sandbox-key", $"Altur__BaseUrl={altur.BaseUrl}", $"Webhook__Url={webhook.Url}"];
        await using var host = ChildProcess.Start(Host, folder.Path, arguments);
        await PostAsync(await UrlAsync(host));
        await Eventually.TrueAsync(() => altur.MostAtOnce == 1, "the call has begun");

        host.Terminate();

        Assert.Equal(0, await host.ExitCodeAsync());
        Assert.Equal(201, Assert.Single(altur.Posts).Status);
        await using var next = ChildProcess.Start(Host, folder.Path, arguments);
        await Eventually.TrueAsync(() => webhook.Count == 1, "the record is delivered, if not before the stop then after it");
        Assert.Equal(1, altur.Count);
    }

    [Fact]
    public async Task A_lead_accepted_before_kill_9_is_called_after_it()
    {
        using var folder = new TemporaryFolder();
        await using var altur = await SimulatedAltur.StartAsync(new SimulatedAlturOptions { Faults = Faults.Parse("503:1") });
        await using var webhook = await WebhookReceiver.StartAsync(new WebhookReceiverOptions());
        string[] arguments =
            ["--urls", "http://127.0.0.1:0", "Altur__ApiKey=sandbox-key", $"Altur__BaseUrl={altur.BaseUrl}", $"Webhook__Url={webhook.Url}"];
        await using (var host = ChildProcess.Start(Host, folder.Path, arguments))
        {
            await PostAsync(await UrlAsync(host));
            host.Kill();
            await host.ExitCodeAsync();
        }

        altur.Faults = Faults.None;
        await using var next = ChildProcess.Start(Host, folder.Path, arguments);

        await Eventually.TrueAsync(() => webhook.Count == 1, "the record is delivered");
        Assert.Equal(1, altur.Posts.Count(post => post.Rang));
    }

    private static async Task<Uri> UrlAsync(ChildProcess host)
    {
        await Eventually.TrueAsync(() => ListensOn().IsMatch(host.Output), "the host listens");
        return new Uri(ListensOn().Match(host.Output).Groups["url"].Value);
    }

    private static async Task PostAsync(Uri host)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsync(
            new Uri(host, "api/leads/json"), new StringContent(Lead, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("listens on (?<url>http://[^ ]+) ")]
    private static partial Regex ListensOn();

    [GeneratedRegex(@"curl -X POST (?<url>\S+) ")]
    private static partial Regex PostsTo();

    [GeneratedRegex(@"curl -X POST (?<url>\S+) \\\s+-H 'content-type: application/json' \\\s+-d '(?<body>[^']+)'")]
    private static partial Regex CurlLine();
}
