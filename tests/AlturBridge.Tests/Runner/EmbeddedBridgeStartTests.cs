using System.Net;
using AlturBridge.EmbeddedHost;
using AlturBridge.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Runner;

/// <summary>A bridge that cannot work does not start, and says what to fix.</summary>
public sealed class EmbeddedBridgeStartTests : IDisposable
{
    private const string Retention =
        "DeadLetterRetention must be from 01:00:00 to 3650.00:00:00, such as 30.00:00:00 for a month.";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_wrong_setting_has_its_line()
    {
        var lines = await RefusalAsync(Valid(
            ("Altur__Timeout", "00:10:00"), ("Calling__Lanes", "0"), ("Calling__MaxAttempts", "1000"), ("Leads__MaxAge", "00:00:01")));

        Assert.Equal(
            ["Altur__Timeout", "Calling__Lanes", "Calling__MaxAttempts", "Leads__MaxAge"],
            lines.Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Calling__Lanes", "many", "Calling__Lanes must be a whole number.")]
    [InlineData("Altur__ApiKye", "x", "There is no setting Altur__ApiKye: did you mean Altur__ApiKey?")]
    [InlineData(
        "AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentSessions",
        "many",
        "host.json: extensions.serviceBus.maxConcurrentSessions is 'many', which is not a value it can have.")]
    [InlineData("DeadLetterRetention", "48:00:00", Retention)]
    [InlineData("DeadLetterRetention", "30", Retention)]
    public async Task A_mistake_in_a_setting_is_one_sentence(string name, string value, string sentence) =>
        Assert.Equal(sentence, Assert.Single(await RefusalAsync(Valid((name, value)))));

    [Fact]
    public async Task A_mistake_that_also_hinders_the_check_of_the_sources_is_one_sentence() =>
        Assert.Equal(
            "Leads__MaxAge must be a duration, such as 1.00:00:00 for a day, 00:05:00 for five minutes.",
            Assert.Single(await RefusalAsync(Valid(
                ("Leads__MaxAge", "1d"), ("Sources__crm__Preset", "json"), ("Sources__shop__Preset", "json")))));

    [Fact]
    public void A_word_that_is_neither_a_command_nor_a_setting_is_called_that()
    {
        var thrown = Assert.Throws<BridgeStartException>(() => SettingArguments.Parse(["statsu"]));

        Assert.Equal(
            "'statsu' is neither a command nor a setting: --help lists the commands; write a setting as Name=value, such as "
                + "Altur__Timeout=00:00:10.",
            thrown.Message);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://*:0")]
    [InlineData("http://+:0")]
    [InlineData("http://192.0.2.1:0")]
    [InlineData("http://bridge.example:7071")]
    [InlineData("http://localhost.example:7071")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task Without_a_key_nobody_else_can_reach_it(string urls)
    {
        var line = Assert.Single(await RefusalAsync(Valid() with { Urls = urls }));

        Assert.Contains("is reachable from other machines, and no function key is set", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("127.0.0.1:7071")]
    [InlineData("http://127.0.0.1:70710")]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("")]
    public async Task Something_else_than_an_address_is_said_in_a_line(string urls) => Assert.Equal(
        $"--urls {urls} is not an address to listen on: write it like http://127.0.0.1:7071.",
        Assert.Single(await RefusalAsync(Valid() with { Urls = urls })));

    [Theory]
    [InlineData("json")]
    [InlineData("simple")]
    public async Task The_console_takes_the_format_of_the_usual_setting(string format)
    {
        await using var bridge = await EmbeddedBridge.StartAsync(
            Valid(("Logging__Console__FormatterName", format)) with { LogsToConsole = true });

        Assert.Equal(format, bridge.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
        Assert.True(bridge.Services.GetRequiredService<IOptions<SimpleConsoleFormatterOptions>>().Value.SingleLine);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("my-secret-function-key-2026")]
    public async Task A_key_that_is_easy_to_guess_does_not_open_it_to_others(string key)
    {
        var options = Valid(("FunctionKey", key)) with { Urls = "http://0.0.0.0:0" };

        Assert.StartsWith("FunctionKey is ", Assert.Single(await RefusalAsync(options)), StringComparison.Ordinal);
    }

    /// <summary>What a web page, DNS rebinding, a tunnel or a proxy sends along.</summary>
    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1.nip.io")]
    [InlineData("Host", "localhost.evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "abc.ngrok.app")]
    [InlineData("Forwarded", "for=192.0.2.1")]
    [InlineData("Via", "1.1 tunnel")]
    public async Task Without_a_key_only_this_machines_programs_are_answered(string header, string value)
    {
        await using var bridge = await EmbeddedBridge.StartAsync(Valid());
        using var http = new HttpClient();

        Assert.Equal((HttpStatusCode.Forbidden, true), await PostAsync(http, bridge.Url, header, value));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), await PostAsync(http, bridge.Url, "Sec-Fetch-Site", "same-origin"));
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, true),
            await PostAsync(http, bridge.Url, "Origin", bridge.Url.GetLeftPart(UriPartial.Authority)));
    }

    [Fact]
    public async Task The_folder_and_its_files_are_for_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var data = Path.Combine(folder.Path, "new");
        await using var bridge = await EmbeddedBridge.StartAsync(Valid() with { DataFolder = data });

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(data));
        Assert.All(
            Directory.GetFiles(data),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(file).UnixFileMode));
        Assert.NotEmpty(Directory.GetFiles(data));
    }

    [Fact]
    public async Task A_start_that_failed_leaves_the_folder_to_the_next_one()
    {
        await RefusalAsync(Options([]));

        await using var bridge = await EmbeddedBridge.StartAsync(Valid());

        Assert.True(bridge.Url.IsLoopback);
        Assert.NotEqual(0, bridge.Url.Port);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_port_that_another_program_has_is_said_with_the_way_to_choose_one(string host)
    {
        using var another = new TemporaryFolder();
        await using var first = await EmbeddedBridge.StartAsync(Valid());

        var line = Assert.Single(await RefusalAsync(Valid() with { DataFolder = another.Path, Urls = $"http://{host}:{first.Url.Port}" }));

        Assert.Contains(
            $":{first.Url.Port}: address already in use. Choose where to listen with --urls, such as ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_this_machine_does_not_have_is_said_in_a_line()
    {
        var line = Assert.Single(await RefusalAsync(Valid() with { Urls = "http://192.0.2.1:0", Key = "qz4mT8vK2xWbN6rJ9dLpC3hF" }));

        Assert.EndsWith(
            "Choose where to listen with --urls, such as --urls http://127.0.0.1:8080; port 0 takes a free one.",
            line,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_console_has_a_line_for_each_entry_without_a_setting()
    {
        await using var bridge = await EmbeddedBridge.StartAsync(Valid() with { LogsToConsole = true });

        // Without a formatter's name the provider replaces the formatter's options by its own.
        Assert.Equal("simple", bridge.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
    }

    [Fact]
    public async Task An_empty_folder_name_is_said_in_a_line() => Assert.Equal(
        "--data is empty: name the folder for the queues, such as --data .altur-bridge.",
        Assert.Single(await RefusalAsync(Valid() with { DataFolder = string.Empty })));

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_not_said_to_be_in_use()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "lock"));

        var line = Assert.Single(await RefusalAsync(Valid()));

        Assert.StartsWith($"The folder {folder.Path} cannot be used: ", line, StringComparison.Ordinal);
        Assert.EndsWith("let this user write it, or choose another folder with --data.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_bridges_do_not_share_a_folder()
    {
        await using var first = await EmbeddedBridge.StartAsync(Valid());

        Assert.Contains("If another bridge uses it, stop that one.", Assert.Single(await RefusalAsync(Valid())), StringComparison.Ordinal);
    }

    private EmbeddedBridgeOptions Valid(params (string Name, string Value)[] settings) =>
        Options([("Altur__ApiKey", "secret"), ("Webhook__Url", "http://127.0.0.1:9/"), .. settings]);

    private EmbeddedBridgeOptions Options((string Name, string Value)[] settings) => new()
    {
        Urls = "http://127.0.0.1:0",
        DataFolder = folder.Path,
        ReadsEnvironment = false,
        LogsToConsole = false,
        Settings = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value),
    };

    /// <returns>The status, and whether browsers are told not to sniff the content type.</returns>
    private static async Task<(HttpStatusCode Status, bool NoSniff)> PostAsync(HttpClient http, Uri bridge, string header, string value)
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Post, new Uri(bridge, "/api/leads/json")) { Content = new StringContent("{}") };
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await http.SendAsync(request);
        return (
            response.StatusCode, response.Headers.TryGetValues("X-Content-Type-Options", out var options) && options.Single() == "nosniff");
    }

    private static async Task<string[]> RefusalAsync(EmbeddedBridgeOptions options) =>
        (await Assert.ThrowsAsync<BridgeStartException>(() => EmbeddedBridge.StartAsync(options))).Message.Split(Environment.NewLine);
}
