using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using AlturBridge.Messages;
using FsCheck.Xunit;

namespace AlturBridge.Tests.Messages;

public sealed class LanesTests
{
    // Changing these would move people between lanes while their calls are in progress.
    [Theory]
    [InlineData(1, "+12025550143", "lane-0")]
    [InlineData(16, "+12025550143", "lane-15")]
    [InlineData(16, "+12025550144", "lane-11")]
    [InlineData(16, "+525512345678", "lane-15")]
    [InlineData(16, "+442071838750", "lane-9")]
    [InlineData(7, "+12025550143", "lane-4")]
    [InlineData(512, "+12025550143", "lane-63")]
    [InlineData(512, "+525512345678", "lane-191")]
    public void A_number_is_always_in_the_same_lane(int lanes, string phone, string lane)
    {
        Assert.Equal(lane, new Lanes(lanes).Of(phone));
    }

    [Property(Replay = "(20261122,1)", MaxTest = 500)]
    public bool Every_lane_is_one_of_them(uint number, byte count)
    {
        var lanes = count + 1;
        var lane = new Lanes(lanes).Of($"+1{number:D10}");

        return lane.StartsWith("lane-", StringComparison.Ordinal)
            && int.Parse(lane.AsSpan(5), CultureInfo.InvariantCulture) is >= 0 and var index && index < lanes;
    }

    [Property(Replay = "(20261122,1)", MaxTest = 500)]
    public bool A_lane_is_the_number_s_hash_modulo_their_count_whoever_asks_and_however_often(uint number, byte count)
    {
        var (lanes, phone) = (count + 1, $"+1{number:D10}");
        var hash = new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(phone)).AsSpan(0, 8), isUnsigned: true, isBigEndian: true);

        return new Lanes(lanes).Of(phone) == $"lane-{hash % lanes}" && new Lanes(lanes).Of(new string(phone)) == new Lanes(lanes).Of(phone);
    }

    [Fact]
    public void Numbers_are_spread_evenly()
    {
        var lanes = new Lanes(16);
        var sizes = Enumerable.Range(0, 16_000).CountBy(number => lanes.Of($"+1202{number:D7}")).ToDictionary();

        Assert.Equal(16, sizes.Count);
        Assert.All(sizes, lane => Assert.InRange(lane.Value, 850, 1150));
    }
}
