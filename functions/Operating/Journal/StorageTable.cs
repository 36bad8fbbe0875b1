using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.Operating.Journal;

/// <summary>Finds a table in the app's storage account, using the Functions host's own settings.</summary>
public static class StorageTable
{
    private const string Storage = "AzureWebJobsStorage";

    /// <param name="configuration">
    /// Holds <c>AzureWebJobsStorage</c> (a connection string), or <c>AzureWebJobsStorage__accountName</c> or <c>__tableServiceUri</c> with,
    /// for a user-assigned managed identity, <c>__clientId</c>.
    /// </param>
    /// <param name="name">The table's name.</param>
    /// <returns>Null if the app has no storage account.</returns>
    public static TableClient? Open(IConfiguration configuration, string name)
    {
        if (configuration[Storage] is { Length: > 0 } connectionString)
        {
            return new TableClient(connectionString, name, Options());
        }

        var section = configuration.GetSection(Storage);
        var address = section["tableServiceUri"] is { Length: > 0 } uri ? uri
            : section["accountName"] is { Length: > 0 } account ? $"https://{account}.table.core.windows.net"
            : null;
        TokenCredential credential = section["clientId"] is { Length: > 0 } clientId
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
            : new DefaultAzureCredential();

        return address is null ? null : new TableClient(new Uri(address), name, credential, Options());
    }

    public static bool IsConfigured(IConfiguration configuration) => configuration.GetSection(Storage) is var section
        && new[] { section.Value, section["tableServiceUri"], section["accountName"] }.Any(static value => !string.IsNullOrEmpty(value));

    /// <summary>A slow write is not worth waiting for: the journal's next events wait behind it.</summary>
    private static TableClientOptions Options() =>
        new() { Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(200), NetworkTimeout = TimeSpan.FromSeconds(4) } };
}
