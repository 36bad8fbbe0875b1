namespace AlturBridge.Tests.Receiving.Authentication;

/// <summary>Headers with several signatures, and what a hostile sender can do with them.</summary>
public sealed class SignatureListTests
{
    private static readonly Vector StandardWebhooks = Vector.Of("standard-webhooks-v1-published");
    private static readonly Vector Calendly = Vector.Of("calendly-computed-ok");
    private static readonly string Right = StandardWebhooks.Request().Headers["webhook-signature"].ToString();
    private static readonly string Wrong = $"v1,{Convert.ToBase64String(new byte[32])}";

    [Fact]
    public void Sixteen_signatures_are_tried_and_more_are_refused()
    {
        Assert.Null(List([.. Enumerable.Repeat(Wrong, 15), Right]));
        Assert.Equal(
            "The header webhook-signature holds more than 16 signatures: send one for each secret in use.",
            List([.. Enumerable.Repeat(Wrong, 16), Right]));
    }

    [Fact]
    public void Signatures_of_unknown_versions_are_passed_over()
    {
        Assert.Null(List(["v2,AAAA", "v1a,AAAA", "", "v1", "nonsense", .. Enumerable.Repeat("v9,x", 40), Right]));
        Assert.StartsWith(
            "The header webhook-signature holds no signature after 'v1,': ",
            List(["v2" + Right[2..], "V1" + Right[2..]]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_100_KB_is_refused_unread()
    {
        Assert.Equal(
            "The header webhook-signature is longer than 4096 characters: send a shorter one.",
            List([.. Enumerable.Repeat(Wrong, 2_200), Right]));
    }

    [Theory]
    [InlineData("t=1768471200,v1=0000000000000000000000000000000000000000000000000000000000000000,v1={0}")]
    [InlineData("v1={0},v0=abc,t=1768471200")]
    [InlineData("t=1768471200, v1={0}")]
    public void Pairs_may_come_in_any_order_and_bring_others(string header)
    {
        Assert.Null(Pairs(header));
    }

    [Theory]
    [InlineData("v1={0}", "The timestamp t in the header Calendly-Webhook-Signature is missing or given twice: ")]
    [InlineData("t=1768471200,t=1768471200,v1={0}", "The timestamp t in the header Calendly-Webhook-Signature is missing or given twice: ")]
    [InlineData("t=,v1={0}", "The timestamp t in the header Calendly-Webhook-Signature is not a whole number of seconds")]
    [InlineData("t=1768471201,v1={0}", "No secret of this source matches this signature: ")]
    [InlineData("t=1768471200,v2={0}", "The header Calendly-Webhook-Signature holds no signature after 'v1=': ")]
    [InlineData("t=1768471200,v1={0}\t", "The header Calendly-Webhook-Signature holds no hex signature of 32 bytes: ")]
    [InlineData("t=1768471200,v1=", "The header Calendly-Webhook-Signature holds no hex signature of 32 bytes: ")]
    [InlineData("t=1768471200", "The header Calendly-Webhook-Signature holds no signature after 'v1=': ")]
    [InlineData("{0}", "The header Calendly-Webhook-Signature holds no signature after 'v1=': ")]
    public void Pairs_with_a_part_missing_or_wrong_are_refused(string header, string why)
    {
        Assert.StartsWith(why, Pairs(header), StringComparison.Ordinal);
    }

    private static string? List(IEnumerable<string> signatures) => Recipe.Authenticator("standard-webhooks", StandardWebhooks.Secrets[0])
        .Refusal(StandardWebhooks.Request().With("webhook-signature", string.Join(' ', signatures)), StandardWebhooks.Now);

    private static string? Pairs(string header)
    {
        var signature = Calendly.Request().Headers["Calendly-Webhook-Signature"].ToString().Split("v1=")[1];
        var request = Calendly.Request().With("Calendly-Webhook-Signature", header.Replace("{0}", signature, StringComparison.Ordinal));

        return Recipe.Authenticator("calendly", Calendly.Secrets[0]).Refusal(request, Calendly.Now);
    }
}
