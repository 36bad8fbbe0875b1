using System.Text;
using AlturBridge.Forwarding;

namespace AlturBridge.Tests.Forwarding;

public sealed class StandardWebhooksTests
{
    // standard-webhooks/standard-webhooks, libraries/go/webhook_symmetric_test.go (TestSymmetricWebhookSign).
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Body = "{\"test\": 2432232314}";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly byte[] Key = Convert.FromHexString("31f290f6bf06298aab4f08d43c3f082cf648a362da2da4b0");
    private static readonly byte[] OtherKey = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];

    [Fact]
    public void The_published_vector_is_signed()
    {
        Assert.Equal(Signature, Sign(Key));
    }

    [Fact]
    public void Two_keys_sign_twice_in_their_order()
    {
        var signatures = Sign(Key, OtherKey).Split(' ');

        Assert.Equal([Signature, Sign(OtherKey)], signatures);
        Assert.NotEqual(signatures[0], signatures[1]);
    }

    [Fact]
    public void Without_a_key_there_is_no_signature()
    {
        Assert.Equal(string.Empty, Sign());
    }

    [Theory]
    [InlineData("msg_another", Timestamp, Body)]
    [InlineData(Id, Timestamp + 1, Body)]
    [InlineData(Id, Timestamp, "{\"test\": 2432232315}")]
    [InlineData(Id, Timestamp, "")]
    public void Id_time_and_body_are_all_signed(string id, long timestamp, string body)
    {
        Assert.NotEqual(Signature, StandardWebhooks.Sign([Key], id, timestamp, Encoding.UTF8.GetBytes(body)));
    }

    private static string Sign(params byte[][] keys) => StandardWebhooks.Sign(keys, Id, Timestamp, Encoding.UTF8.GetBytes(Body));
}
