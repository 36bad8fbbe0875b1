using AlturBridge.Operating.DoNotCall;

namespace AlturBridge.Tests.Operating.DoNotCall;

public sealed class NumberLineTests
{
    [Theory]
    [InlineData("+525555550143", "+525555550143")]
    [InlineData(" +52 (55) 5555-0143\r", "+525555550143")]
    [InlineData("+1 202.555.0143\t", "+12025550143")]
    [InlineData("2025550143", null)]
    [InlineData("00525555550143", null)]
    [InlineData("+0525555550143", null)]
    [InlineData("+52555555", "+52555555")]
    [InlineData("+525555550143 Ana", null)]
    [InlineData("+525555550143,+12025550143", null)]
    [InlineData("", null)]
    [InlineData("+52 1 55 5555 0143", "+525555550143")]
    [InlineData("+5215555550143", "+525555550143")]
    [InlineData("+44 (0)20 7946 0958", "+442079460958")]
    [InlineData("+44 020 7946 0958", null)]
    [InlineData("+39 06 6982 0000", "+390669820000")]
    [InlineData("+39 (0)6 6982 0000", null)]
    [InlineData("\u202A+52 55\u20115555\u20110143\u202C", "+525555550143")]
    [InlineData("tel:+52-55-5555-0143", "+525555550143")]
    public void Only_a_number_with_its_country_is_read(string line, string? number) => Assert.Equal(number, NumberLine.Read(line));
}
