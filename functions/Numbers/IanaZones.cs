using NodaTime;
using PhoneNumbers;

namespace AlturBridge.Numbers;

/// <summary>Time zones by IANA name, from NodaTime's bundled data: the system's may be missing.</summary>
public static class IanaZones
{
    private const string Unknown = "Etc/Unknown";

    public static bool Exists(string name) => Find(name) is not null;

    public static DateTimeZone? Find(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);

    /// <param name="number">In E.164 form.</param>
    /// <returns>All zones the number may be in; empty if unknown.</returns>
    public static IReadOnlyList<DateTimeZone> Of(string number) => NumberingPlans.TryParse(number[1..]) is { } parsed
        ? [.. PhoneNumberToTimeZonesMapper.GetInstance().GetTimeZonesForNumber(parsed).Where(
            static name => name != Unknown).Select(Find).OfType<DateTimeZone>()]
        : [];
}
