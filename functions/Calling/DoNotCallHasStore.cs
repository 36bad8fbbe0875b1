using Microsoft.Extensions.Options;

namespace AlturBridge.Calling;

/// <summary>A list without a store would protect nobody.</summary>
internal sealed class DoNotCallHasStore(bool hasStore) : IValidateOptions<CallingOptions>
{
    public ValidateOptionsResult Validate(string? name, CallingOptions options) => options.DoNotCall && !hasStore
        ? ValidateOptionsResult.Fail("Calling__DoNotCall is true, but the app has no storage account to keep the list in: set "
            + "AzureWebJobsStorage, or AzureWebJobsStorage__accountName.")
        : ValidateOptionsResult.Success;
}
