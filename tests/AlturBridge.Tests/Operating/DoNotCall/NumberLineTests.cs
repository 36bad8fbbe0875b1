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
    public void Only_a_number_with_its_country_is_read(string line, string? number) => Assert.Equal(number, NumberLine.Read(line));
}
