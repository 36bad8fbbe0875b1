using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.Configuration;

/// <summary>Opens Service Bus with the trigger's own settings, so that it is configured in one place.</summary>
public static class ServiceBusConnection
{
    /// <summary>The setting's name; a literal, because the Functions host reads it from the triggers before any code runs.</summary>
    public const string Setting = "ServiceBus";

    /// <param name="configuration">
    /// Holds <c>ServiceBus</c> (a connection string), or <c>ServiceBus__fullyQualifiedNamespace</c> with, for a user-assigned
    /// managed identity, <c>ServiceBus__clientId</c>.
    /// </param>
    /// <exception cref="InvalidOperationException">Neither is set.</exception>
    public static ServiceBusClient Open(IConfiguration configuration)
    {
        var connectionString = configuration[Setting];
        if (!string.IsNullOrWhiteSpace(connectionString))
        {
            return new ServiceBusClient(connectionString);
        }

        var section = configuration.GetSection(Setting);
        var fullyQualifiedNamespace = section["fullyQualifiedNamespace"];
        if (string.IsNullOrWhiteSpace(fullyQualifiedNamespace))
        {
            throw new InvalidOperationException(
                "ServiceBus is missing: set ServiceBus to a connection string, or ServiceBus__fullyQualifiedNamespace to "
                    + "<name>.servicebus.windows.net.");
        }

        return section["clientId"] is { Length: > 0 } clientId
            ? new ServiceBusClient(
                fullyQualifiedNamespace, new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId)))
            : new ServiceBusClient(fullyQualifiedNamespace, new DefaultAzureCredential());
    }
}
