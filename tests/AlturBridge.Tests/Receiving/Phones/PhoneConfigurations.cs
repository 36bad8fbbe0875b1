using AlturBridge.Receiving.Phones;

namespace AlturBridge.Tests.Receiving.Phones;

internal static class PhoneConfigurations
{
    public static PhoneOptions None => new();

    public static PhoneOptions UnitedStates => Country("1", null, "011", 10);

    public static PhoneOptions Mexico => Country("52", null, "00", 10);

    public static PhoneOptions UnitedKingdom => Country("44", "0", "00", 9, 10);

    public static PhoneOptions Italy => Country("39", null, "00", 9, 10, 11);

    public static PhoneOptions Russia => Country("7", "8", "810", 10);

    public static IReadOnlyList<PhoneOptions> All => [None, UnitedStates, Mexico, UnitedKingdom, Italy, Russia, Germany(9, 10, 11)];

    public static PhoneOptions Germany(params IEnumerable<int> lengths) => Country("49", "0", "00", lengths);

    public static PhoneOptions Named(string name) => name switch
    {
        "US" => UnitedStates,
        "MX" => Mexico,
        "GB" => UnitedKingdom,
        "IT" => Italy,
        "RU" => Russia,
        "NONE" => None,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such configuration."),
    };

    public static PhoneOptions With(this PhoneOptions options, Action<PhoneOptions> change)
    {
        change(options);
        return options;
    }

    private static PhoneOptions Country(string code, string? trunkPrefix, string internationalPrefix, params IEnumerable<int> lengths)
    {
        var options = new PhoneOptions { DefaultCallingCode = code, TrunkPrefix = trunkPrefix };
        options.InternationalPrefixes.Add(internationalPrefix);
        foreach (var length in lengths)
        {
            options.NationalLengths.Add(length);
        }

        return options;
    }
}
