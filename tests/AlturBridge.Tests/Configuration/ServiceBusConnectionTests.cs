using AlturBridge.Configuration;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.Tests.Configuration;

public sealed class ServiceBusConnectionTests
{
    private const string ConnectionString = "Endpoint=sb://bridge.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey=c2VjcmV0";

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" ", " ")]
    [InlineData(null, "")]
    public void Without_a_connection_startup_stops_and_says_what_to_set(string? connectionString, string? fullyQualifiedNamespace)
    {
        var missing = Assert.Throws<InvalidOperationException>(() => ServiceBusConnection.Open(
            Configuration(("ServiceBus", connectionString), ("ServiceBus:fullyQualifiedNamespace", fullyQualifiedNamespace))));

        Assert.Equal(
            "ServiceBus is missing: set ServiceBus to a connection string, or ServiceBus__fullyQualifiedNamespace to "
                + "<name>.servicebus.windows.net.",
            missing.Message);
    }

    [Fact]
    public async Task A_connection_string_opens_Service_Bus()
    {
        await using var client = ServiceBusConnection.Open(Configuration(("ServiceBus", ConnectionString)));

        Assert.NotNull(client);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7b0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34")]
    public async Task A_namespace_opens_Service_Bus_with_a_managed_identity(string? clientId)
    {
        await using var client = ServiceBusConnection.Open(
            Configuration(("ServiceBus:fullyQualifiedNamespace", "bridge.servicebus.windows.net"), ("ServiceBus:clientId", clientId)));

        Assert.Equal("bridge.servicebus.windows.net", client.FullyQualifiedNamespace);
    }

    private static IConfiguration Configuration(params (string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(
            settings.Where(setting => setting.Value is not null).Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
        .Build();
}
