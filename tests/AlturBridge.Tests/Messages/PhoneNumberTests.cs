using AlturBridge.Messages;

namespace AlturBridge.Tests.Messages;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+12025550143", true)]
    [InlineData("+1234567", true)]
    [InlineData("+123456789012345", true)]
    [InlineData("+123456", false)]
    [InlineData("+1234567890123456", false)]
    [InlineData("+02025550143", false)]
    [InlineData("12025550143", false)]
    [InlineData("0012025550143", false)]
    [InlineData("+", false)]
    [InlineData("", false)]
    [InlineData("+1 202 555 0143", false)]
    [InlineData("+1-202-555-0143", false)]
    [InlineData("+12025550143\n", false)]
    [InlineData("\n+12025550143", false)]
    [InlineData("+١٢٠٢٥٥٥٠١٤٣", false)]
    [InlineData("＋12025550143", false)]
    public void E164_is_a_plus_sign_and_seven_to_fifteen_digits(string text, bool isE164)
    {
        Assert.Equal(isE164, PhoneNumber.IsE164(text));
    }

    [Theory]
    [InlineData("+12025550143", "+12…43")]
    [InlineData("12025550143", "120…43")]
    [InlineData("2025550143", "202…43")]
    [InlineData("+1 (202) 555-0143", "+1 …43")]
    [InlineData("+1-202-555-0143", "+1-…43")]
    [InlineData("+1.202.555.0143", "+1.…43")]
    [InlineData("(55) 1234 5678", "(55…78")]
    [InlineData("+52 (55) 1234-5678", "+52…78")]
    [InlineData("0049 30 1234567", "004…67")]
    [InlineData("5512-34-56-78", "551…78")]
    [InlineData("1234-56-78", "123…78")]
    [InlineData("+1\u00a0202\u00a0555\u00a00143", "+1\u00a0…43")]
    [InlineData("+1\u202f202\u202f555\u202f0143", "+1\u202f…43")]
    [InlineData("+1\u2011202\u2011555\u20110143", "+1\u2011…43")]
    [InlineData("+1/202/555/0143", "+1/…43")]
    public void A_number_is_masked_however_it_is_written(string number, string masked)
    {
        Assert.Equal(masked, PhoneNumber.Mask(number));
        Assert.Equal($"The number {masked}, they say, or [{masked}].", PhoneNumber.Mask($"The number {number}, they say, or [{number}]."));
    }

    [Theory]
    [InlineData("""{"phone_number_to":"+12025550143"}""", """{"phone_number_to":"+12…43"}""")]
    [InlineData("""{"phone":12025550143}""", """{"phone":120…43}""")]
    [InlineData("""{"phone":"\u002B12025550143"}""", """{"phone":"\u002B120…43"}""")]
    [InlineData("""{"phone":"\u002b12025550143"}""", """{"phone":"\u002b120…43"}""")]
    [InlineData("https://example.com/?to=%2B12025550143&x=1", "https://example.com/?to=%2B120…43&x=1")]
    [InlineData(@"First line\n+12025550143", @"First line\n+12…43")]
    [InlineData(@"First line\n2025550143", @"First line\n202…43")]
    [InlineData("tel:+12025550143", "tel:+12…43")]
    [InlineData("+12025550143x55", "+12…43x55")]
    [InlineData("+12025550143ext5", "+12…43ext5")]
    [InlineData("2025550143 - busy", "202…43 - busy")]
    [InlineData("2025550143-", "202…43-")]
    [InlineData("--2025550143", "--202…43")]
    [InlineData("+12025550143 +525512345678", "+12…43 +52…78")]
    [InlineData("2025550143,2025550144", "202…43,202…44")]
    [InlineData("+12025550143 at 2026-11-22 17:33:39 UTC", "+12…43 at 2026-11-22 17:33:39 UTC")]
    [InlineData("+12025550143 2026-11-22", "+12…43 2026-11-22")]
    [InlineData("+22.11.2026 17:33", "+22…17:33")]
    [InlineData("22.11.2026 17", "22.…17")]
    [InlineData("44.123.45.67", "44.…67")]
    [InlineData("44.123.45.67: busy", "44.…67: busy")]
    [InlineData("10.0.0.1:443 12025550143", "10.0.0.1:443 120…43")]
    [InlineData("22.11.2026 17:33 2025550143", "22.11.2026 17:33 202…43")]
    public void A_number_is_masked_anywhere(string text, string masked)
    {
        Assert.Equal(masked, PhoneNumber.Mask(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34")]
    [InlineData("12345678-1234-4123-8123-123456789012")]
    [InlineData("Lead json:12345678-1234-4123-8123-123456789012 is gone.")]
    [InlineData("3f0e8a529d1b4c6e8a772b1f5c9d0e34")]
    [InlineData("call_2025550143abc")]
    [InlineData("at 2026-11-22 17:33:39 UTC")]
    [InlineData("(2026-11-22 17:33:39 UTC)")]
    [InlineData("2026-11-22T17:33:39.0000000+00:00")]
    [InlineData("between 2026-11-22 and 2026-12-01.")]
    [InlineData("17:33:39")]
    [InlineData("$1,234.50 or 99.90 EUR")]
    [InlineData("The webhook answered 503: try again in 120 s.")]
    [InlineData("in none of 10 attempts, the last with 500.")]
    [InlineData("Connection refused (127.0.0.1:8080)")]
    [InlineData("Connection refused (192.168.100.200:443)")]
    [InlineData("10.123.45.67:65535")]
    [InlineData("on 22.11.2026 17:33")]
    [InlineData("on 1/9/2026, 9:05, and again on 22/11/2026 23:59:59.")]
    [InlineData("line 1, byte 123456")]
    [InlineData("room 1234, floor 56")]
    public void Anything_but_a_number_is_left_alone(string text)
    {
        Assert.Equal(text, PhoneNumber.Mask(text));
    }

    [Fact]
    public void A_long_text_is_masked_in_no_time()
    {
        // Alternating digits and separators are the worst case for a pattern with optional separators.
        var text = string.Concat(Enumerable.Repeat("1 -", 20_000));

        Assert.NotNull(PhoneNumber.Mask(text));
    }
}
