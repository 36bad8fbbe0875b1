namespace AlturBridge.Configuration;

public static class HttpAddress
{
    /// <summary>Secrets and personal data are sent only over https, or to this machine.</summary>
    public static bool IsSafe(Uri? address) =>
        address is { IsAbsoluteUri: true } && (
            address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
