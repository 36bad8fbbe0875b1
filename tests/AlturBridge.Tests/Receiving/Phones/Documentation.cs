namespace AlturBridge.Tests.Receiving.Phones;

internal static class Documentation
{
    public static string PhoneNumbers => Repository.Read("docs/phone-numbers.md");
}
