using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Extensions.DependencyInjection;

[assembly: WorkerExtensionStartup(typeof(ServiceBusExtensionStartup))]

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Keeps the worker from starting: it would wait for messages that never come. What it throws here, the worker only prints.
/// </summary>
public sealed class ServiceBusExtensionStartup : WorkerExtensionStartup
{
    private const string Why =
        "This build has a stand-in for Microsoft.Azure.Functions.Worker.Extensions.ServiceBus and cannot receive messages from Azure: "
        + "run local/EmbeddedHost, or deploy the output of 'dotnet publish functions'.";

    public override void Configure(IFunctionsWorkerApplicationBuilder applicationBuilder) =>
        applicationBuilder.Services.AddOptions<WorkerOptions>().Validate(_ => false, Why).ValidateOnStart();
}
