using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.Operating.Journal;

/// <summary>Finds the table in the app's own storage account, by the settings that the Functions host uses for it.</summary>
public static class JournalTable
{
    private const string Name = "alturbridgeleads";
    private const string Storage = "AzureWebJobsStorage";

    /// <param name="configuration">
    /// Holds <c>AzureWebJobsStorage</c> (a connection string), or <c>AzureWebJobsStorage__accountName</c> or <c>__tableServiceUri</c> with,
    /// for a user-assigned managed identity, <c>__clientId</c>.
    /// </param>
    /// <returns>Null where the app has no storage account.</returns>
    public static TableClient? Open(IConfiguration configuration)
    {
        if (configuration[Storage] is { Length: > 0 } connectionString)
        {
            return new TableClient(connectionString, Name, Options());
        }

        var section = configuration.GetSection(Storage);
        var address = section["tableServiceUri"] is { Length: > 0 } uri ? uri
            : section["accountName"] is { Length: > 0 } account ? $"https://{account}.table.core.windows.net"
            : null;
        TokenCredential credential = section["clientId"] is { Length: > 0 } clientId
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
            : new DefaultAzureCredential();

        return address is null ? null : new TableClient(new Uri(address), Name, credential, Options());
    }

    /// <summary>What cannot be written soon is not worth waiting for: the journal's next events wait behind it.</summary>
    private static TableClientOptions Options() =>
        new() { Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(200), NetworkTimeout = TimeSpan.FromSeconds(4) } };
}
