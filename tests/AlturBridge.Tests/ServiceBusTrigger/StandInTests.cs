using AlturBridge.Tests.Deployment;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Tests.ServiceBusTrigger;

public sealed class StandInTests
{
    [Fact]
    public void The_trigger_has_nothing_that_the_official_package_has_not()
    {
        var types = typeof(ServiceBusTriggerAttribute).Assembly.GetExportedTypes().Where(type => type.IsClass).ToList();
        var signatures = types.SelectMany(OfficialApi.Of).ToList();

        Assert.Contains(typeof(ServiceBusMessageActions), types);
        Assert.Contains(typeof(ServiceBusSessionMessageActions), types);
        Assert.Empty(signatures.Except(OfficialApi.Recorded));
    }

    [Fact]
    public async Task A_build_with_the_stand_in_refuses_to_start_and_says_what_to_run()
    {
        var worker = await Command.RunAsync(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "AlturBridge.Functions.dll")],
            new Dictionary<string, string?> { ["ServiceBus__fullyQualifiedNamespace"] = "nowhere.invalid" });

        Assert.NotEqual(0, worker.ExitCode);
        Assert.Contains(
            "run local/EmbeddedHost, or deploy the output of 'dotnet publish functions'", worker.Errors, StringComparison.Ordinal);
    }
}
