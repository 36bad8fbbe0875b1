namespace AlturBridge.Tests.Numbers;

internal static class Documentation
{
    public static string PhoneNumbers => Repository.Read("docs/phone-numbers.md");
}
