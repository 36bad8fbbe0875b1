namespace AlturBridge.Tests.StandIns.Sample;

public static class PhoneExtensions
{
    public const string Emergency = "112";

    public static TPhone Me<TPhone>(this TPhone phone)
        where TPhone : class, ICloneable => phone;
}
