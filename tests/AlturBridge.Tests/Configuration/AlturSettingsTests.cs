using AlturBridge.Calling;

namespace AlturBridge.Tests.Configuration;

public sealed class AlturSettingsTests
{
    private const string Missing = "Altur__ApiKey is missing: set it to the secret key of your Altur account.";
    private const string NotAKey = "Altur__ApiKey is not a key: it is not plain ASCII text.";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_a_key_the_start_stops(string? key)
    {
        Assert.EndsWith(Missing, Assert.Single(BridgeSettings.Problems(("Altur__ApiKey", key))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("first line\nsecond line")]
    [InlineData("clé-secrète")]
    public void An_invalid_key_stops_startup_and_is_not_repeated(string key)
    {
        Assert.Equal([NotAKey], BridgeSettings.Problems(("Altur__ApiKey", key)));
    }

    [Theory]
    [InlineData("secret-key\n")]
    [InlineData(" secret-key")]
    public void A_key_that_was_copied_with_white_space_stops_startup(string key)
    {
        Assert.Equal(
            ["Altur__ApiKey begins or ends with white space, perhaps a line break: remove it."],
            BridgeSettings.Problems(("Altur__ApiKey", key)));
    }

    [Fact]
    public void The_key_and_the_agent_of_the_sample_stop_startup()
    {
        Assert.Equal(
            ["Altur__AgentId still has the <…> of the sample in it: set it to the id of an agent of your Altur account."],
            BridgeSettings.Problems(("Altur__AgentId", "<the id of an agent of your Altur account>")));
        Assert.Equal(
            ["Altur__ApiKey still has the <…> of the sample in it: set it to the secret key of your Altur account."],
            BridgeSettings.Problems(("Altur__ApiKey", "<the secret key of your Altur account>")));
    }

    [Theory]
    [InlineData("http://api.altur.io/")]
    [InlineData("api.altur.io")]
    [InlineData("")]
    public void The_key_goes_to_no_address_that_is_not_safe(string address)
    {
        Assert.Equal(
            ["Altur__BaseUrl must be an https address, or http on this machine, such as https://api.altur.io/api/v1.0/."],
            BridgeSettings.Problems(("Altur__BaseUrl", address)));
    }

    [Theory]
    [InlineData("agent 7")]
    [InlineData("3f0e8a52-9d1b-1c6e-8a77-2b1f5c9d0e34")]
    [InlineData(" 3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34")]
    public void An_agent_is_a_version_4_UUID(string agentId)
    {
        Assert.Equal(
            ["Altur__AgentId must be a version 4 UUID, such as 3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34."],
            BridgeSettings.Problems(("Altur__AgentId", agentId)));
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("00:00:00.9990000")]
    [InlineData("00:04:01")]
    [InlineData("-00:00:30")]
    [InlineData("30.00:00:00")]
    public void A_timeout_is_from_one_second_to_four_minutes(string timeout)
    {
        Assert.Equal(
            ["Altur__Timeout must be from 00:00:01 to 00:04:00, such as 00:00:30."], BridgeSettings.Problems(("Altur__Timeout", timeout)));
    }

    [Theory]
    [InlineData("00:00:01", 1)]
    [InlineData("00:04:00", 240)]
    public void The_bounds_of_the_timeout_are_good(string timeout, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), BridgeSettings.Read<AlturOptions>(("Altur__Timeout", timeout)).Timeout);
    }

    [Fact]
    public void Good_settings_are_taken_as_they_are()
    {
        var options = BridgeSettings.Read<AlturOptions>(
            ("ALTUR__APIKEY", "k-1"), ("Altur__BaseUrl", "http://127.0.0.1:9000/api"), ("Altur__AgentId", BridgeSettings.AgentId), (
                "Altur__Timeout", "00:01:30"));

        Assert.Equal(
            ("k-1", new Uri("http://127.0.0.1:9000/api"), BridgeSettings.AgentId), (options.ApiKey, options.BaseUrl, options.AgentId));
        Assert.Equal(TimeSpan.FromSeconds(90), options.Timeout);
    }
}
