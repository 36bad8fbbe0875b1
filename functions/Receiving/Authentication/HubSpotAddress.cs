using System.Text.RegularExpressions;

namespace AlturBridge.Receiving.Authentication;

/// <summary>
/// According to its documentation, HubSpot v3 signs the address with some escapes in the query decoded; its libraries sign it unchanged.
/// Accepting both is safe: none of these characters separates parameters, so both forms are the same query. Requests have no fragment: a #
/// in the query is part of it.
/// </summary>
public static partial class HubSpotAddress
{
    public static string Decode(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        return query < 0
            ? address
            : address[..query] + Decodable().Replace(address[query..], escape => ((char)Convert.ToByte(escape.Value[1..], 16)).ToString());
    }

    /// <summary><c>: / ? @ ! $ ' ( ) * , ;</c></summary>
    [GeneratedRegex("%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Decodable();
}
