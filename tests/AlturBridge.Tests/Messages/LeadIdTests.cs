using AlturBridge.Messages;
using FsCheck;
using FsCheck.Xunit;

namespace AlturBridge.Tests.Messages;

public sealed class LeadIdTests
{
    [Fact]
    public void A_lead_id_is_the_source_and_the_key()
    {
        Assert.Equal("hubspot:order-17", LeadId.Of("hubspot", "order-17"));
    }

    // The hashes come from sha256sum.
    [Theory]
    [InlineData("order 17", "0bcc920e3938c1b86e3483fc9888c6d6d130615fa7544c6b414515d1ba8159bb")]
    [InlineData("pedido-ñ", "31592535b2681c8717f5117930f01ded19c99565a64642b1a0bd4cf5278dff45")]
    [InlineData("🙂", "d06f1525f791397809f9bc98682b5c13318eca4c3123433467fd4dffda44fd14")]
    [InlineData("a\tb", "894891f8b78a9945b0aa07e70d5f71f10b1f1990af127de561cc0ac36024c188")]
    [InlineData("a\r\nb", "18745f36a05e29072709042d6062ce54f1b08ff36c27ba80c39f81fb010c8ce2")]
    [InlineData("\u007f", "620bfdaa346b088fb49998d92f19a7eaf6bfc2fb0aee015753966da1028cb731")]
    public void A_key_that_a_header_cannot_carry_is_replaced_by_its_hash(string key, string hash)
    {
        Assert.Equal($"json:{hash}", LeadId.Of("json", key));
    }

    [Fact]
    public void A_key_with_a_phone_number_in_it_is_replaced_by_its_hash_for_ids_are_logged()
    {
        Assert.DoesNotContain("5550143", LeadId.Of("json", "lead-+12025550143"), StringComparison.Ordinal);
        Assert.DoesNotContain("555-0143", LeadId.Of("json", "+1-202-555-0143"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5555550122")]
    [InlineData("lead/12025550143")]
    [InlineData("(202) 555-0143")]
    [InlineData("202.555.0143#7")]
    [InlineData("ana@example.com")]
    [InlineData("ana%40example.com/7")]
    public void A_key_that_may_be_personal_is_replaced_by_its_hash(string key)
    {
        Assert.Matches("^json:[0-9a-f]{64}$", LeadId.Of("json", key));
    }

    [Theory]
    [InlineData("order-17")]
    [InlineData("evt_1NqQ2x")]
    [InlineData("22/381627")]
    [InlineData("5f1d3a52-0000-4000-8000-000000000002")]
    [InlineData("4ed2a61f9c0b4f7e8d3a")]
    public void An_opaque_key_is_kept(string key)
    {
        Assert.Equal($"json:{key}", LeadId.Of("json", key));
    }

    [Fact]
    public void The_longest_key_that_fits_is_kept_and_a_longer_one_is_replaced_by_its_hash()
    {
        Assert.Equal($"json:{new string('k', 123)}", LeadId.Of("json", new string('k', 123)));
        Assert.Equal("json:2c02a153a8b8a83c7f1284f73520271003c15f8cbb9f3427a8e5526ac89b145a", LeadId.Of("json", new string('k', 124)));
    }

    [Fact]
    public void The_hash_of_a_request_is_its_SHA_256()
    {
        // FIPS 180-2, the vector for "abc".
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", LeadId.KeyOf("abc"u8));
    }

    [Property(Replay = "(20261122,1)", MaxTest = 1000)]
    public bool Every_key_makes_an_id_that_Service_Bus_and_a_header_can_carry(NonNull<string> key)
    {
        var id = LeadId.Of("a-source-with-the-longest-name-of-40-char", key.Get);
        return id.Length <= 128 && id.All(character => character is > ' ' and <= '~') && id == LeadId.Of(
            "a-source-with-the-longest-name-of-40-char", key.Get);
    }

    [Fact]
    public void A_further_attempt_adds_its_number()
    {
        Assert.Equal("json:order-17:1", LeadId.OfAttempt("json:order-17", 1));
    }

    [Theory]
    [InlineData(126)]
    [InlineData(127)]
    [InlineData(128)]
    public void A_further_attempt_of_a_long_id_fits_too(int length)
    {
        var id = new string('k', length);
        var ids = Enumerable.Range(1, 12).Select(attempt => LeadId.OfAttempt(id, attempt)).ToList();

        Assert.All(ids, attempt => Assert.InRange(attempt.Length, 1, 128));
        Assert.Equal(12, ids.Distinct().Count());
        Assert.Equal(ids, Enumerable.Range(1, 12).Select(attempt => LeadId.OfAttempt(id, attempt)));
    }

    [Fact]
    public void Two_long_ids_with_the_same_beginning_stay_apart()
    {
        var beginning = new string('k', 127);

        Assert.NotEqual(LeadId.OfAttempt($"{beginning}a", 1), LeadId.OfAttempt($"{beginning}b", 1));
    }
}
