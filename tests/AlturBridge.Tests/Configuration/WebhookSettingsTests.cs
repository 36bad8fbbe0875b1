using AlturBridge.Forwarding;

namespace AlturBridge.Tests.Configuration;

public sealed class WebhookSettingsTests
{
    private const string NotSafe = "Webhook__Url must be an https address, or http on this machine.";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_an_address_the_start_stops(string? address)
    {
        Assert.EndsWith(
            "Webhook__Url is missing: set it to the https address that receives your Call records.",
            Assert.Single(BridgeSettings.Problems(("Webhook__Url", address))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_address_of_the_sample_stops_startup()
    {
        var sample = (string)Repository.ReadJson("local.settings.sample.json")["Values"]!["Webhook__Url"]!;

        Assert.Equal(
            ["Webhook__Url still has the <…> of the sample in it: set it to the https address that receives your Call records."],
            BridgeSettings.Problems(("Webhook__Url", sample)));
    }

    [Fact]
    public void The_secret_of_the_sample_stops_startup()
    {
        var sample = (string)Repository.ReadJson("local.settings.sample.json")["Values"]!["Webhook__Secrets__0"]!;

        Assert.Equal(
            ["Webhook__Secrets__0 still has the <…> of the sample in it: replace it with a secret, or remove the line to leave deliveries "
                + "unsigned."],
            BridgeSettings.Problems(("Webhook__Secrets__0", sample)));
    }

    [Theory]
    [InlineData("http://example.com/hook")]
    [InlineData("example.com/hook")]
    [InlineData("ftp://example.com/hook")]
    public void Records_go_to_no_address_that_is_not_safe(string address)
    {
        Assert.Equal([NotSafe], BridgeSettings.Problems(("Webhook__Url", address)));
    }

    [Theory]
    [InlineData("https://user:s3cr3t@example.com/hook")]
    [InlineData("https://s3cr3t@example.com/hook")]
    public void A_password_in_the_address_stops_startup_and_is_not_repeated(string address)
    {
        Assert.Equal(
            ["Webhook__Url must have no user name or password in it: nothing would send them. Set Webhook__Headers__Authorization "
                + "instead."],
            BridgeSettings.Problems(("Webhook__Url", address)));
    }

    [Theory]
    [InlineData("00:00:00.5000000")]
    [InlineData("00:04:01")]
    public void A_timeout_is_from_one_second_to_four_minutes(string timeout)
    {
        Assert.Equal(
            ["Webhook__Timeout must be from 00:00:01 to 00:04:00, such as 00:00:15."],
            BridgeSettings.Problems(("Webhook__Timeout", timeout)));
    }

    [Theory]
    [InlineData("00:00:01")]
    [InlineData("00:04:00")]
    public void A_timeout_may_be_either_end(string timeout) =>
        Assert.Equal(
            TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture),
            BridgeSettings.Read<WebhookOptions>(("Webhook__Timeout", timeout)).Timeout);

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("whsec_dG9vIHNob3J0")]
    public void A_secret_that_is_none_stops_startup_by_its_number_and_is_not_repeated(string secret)
    {
        Assert.Equal(
            ["Webhook__Secrets__1 must be base64 of 24 to 64 bytes, with or without whsec_ before it."],
            BridgeSettings.Problems(("Webhook__Secrets__0", BridgeSettings.Secret), ("Webhook__Secrets__1", secret)));
    }

    [Fact]
    public void A_secret_without_a_number_stops_startup_and_is_not_repeated()
    {
        var problem = Assert.Single(BridgeSettings.Problems(("Webhook__Secrets", BridgeSettings.Secret)));

        Assert.DoesNotContain(BridgeSettings.Secret, problem, StringComparison.Ordinal);
        Assert.Contains("Webhook__Secrets__0", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Two words", "x")]
    [InlineData("Content-Type", "text/plain")]
    [InlineData("X-Tenant", "a\r\nX-Injected: b")]
    [InlineData("X-Tenant", "Peña")]
    [InlineData("X-Tenant", "a\u0001b")]
    [InlineData("X-Ñ", "x")]
    public void A_header_that_cannot_be_sent_stops_startup_by_its_name(string name, string value)
    {
        var problem = Assert.Single(BridgeSettings.Problems(($"Webhook__Headers__{name}", value)));

        Assert.StartsWith($"Webhook__Headers__{name} is not a header that can be sent: ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(value, problem[$"Webhook__Headers__{name}".Length..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("Webhook-Signature")]
    [InlineData("CE-Type")]
    [InlineData("altur-bridge-lead-id")]
    [InlineData("traceparent")]
    [InlineData("webhook_id")]
    public void A_header_that_the_bridge_writes_itself_stops_startup(string name)
    {
        Assert.Equal(
            [$"Webhook__Headers__{name} cannot be set: the bridge writes this header itself for each delivery."],
            BridgeSettings.Problems(($"Webhook__Headers__{name}", "mine")));
    }

    [Fact]
    public void Two_settings_for_one_header_stop_startup()
    {
        var problem = Assert.Single(
            BridgeSettings.Problems(("Webhook__Headers__X-Tenant", "seven"), ("Webhook__Headers__X_Tenant", "eight")));

        Assert.EndsWith(
            "is the header X-Tenant, which another setting also sets: remove one of them.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_and_secrets_are_read_by_name_and_number()
    {
        var options = BridgeSettings.Read<WebhookOptions>(
            ("Webhook__Url", "http://localhost:5000/hook"),
            ("Webhook__Timeout", "00:00:20"),
            ("Webhook__Secrets__0", BridgeSettings.Secret),
            ("Webhook__Secrets__1", "ZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8fX5/gIGCg4Q="),
            ("Webhook__Headers__Authorization", "Bearer abc"),
            ("Webhook__Headers__X-Tenant", "seven"));

        Assert.Equal(new Uri("http://localhost:5000/hook"), options.Url);
        Assert.Equal(TimeSpan.FromSeconds(20), options.Timeout);
        Assert.Equal([BridgeSettings.Secret, "ZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8fX5/gIGCg4Q="], options.Secrets);
        Assert.Equal(2, options.Headers.Count);
        Assert.Equal(("Bearer abc", "seven"), (options.Headers["authorization"], options.Headers["x-tenant"]));
    }
}
