namespace AlturBridge.Tests.Receiving.Authentication;

public sealed class TimestampTests
{
    private static readonly Vector StandardWebhooks = Vector.Of("standard-webhooks-v1-published");
    private static readonly Vector HubSpot = Vector.Of("hubspot-v3-python-sdk");

    [Theory]
    [InlineData(-300_000)]
    [InlineData(-299_999)]
    [InlineData(0)]
    [InlineData(299_999)]
    [InlineData(300_000)]
    public void A_clock_within_the_tolerance_is_accepted_in_both_directions(int milliseconds)
    {
        Assert.Null(Refusal(StandardWebhooks, "standard-webhooks", milliseconds));
        Assert.Null(Refusal(HubSpot, "hubspot-v3", milliseconds));
    }

    [Theory]
    [InlineData(300_001, "in the past")]
    [InlineData(31_536_000_000, "in the past")]
    [InlineData(-300_001, "in the future")]
    [InlineData(-13_000_000, "in the future")]
    public void A_clock_outside_of_it_is_refused_though_the_signature_is_right(long milliseconds, string direction)
    {
        Assert.Equal(
            $"The header webhook-timestamp is more than 00:05:00 {direction}: send the request again with a fresh signature; "
            + "if it was fresh, correct the sender's clock, or Sources__crm__Signature__TimestampUnit, which is seconds.",
            Refusal(StandardWebhooks, "standard-webhooks", milliseconds));
        Assert.StartsWith(
            $"The header X-HubSpot-Request-Timestamp is more than 00:05:00 {direction}: ",
            Refusal(HubSpot, "hubspot-v3", milliseconds),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_tolerance_is_a_setting()
    {
        var vector = StandardWebhooks;
        var strict = Recipe.Authenticator(Recipe.Options("standard-webhooks", ("Tolerance", "00:00:10")), vector.Secrets[0]);

        Assert.Null(strict.Refusal(vector.Request(), vector.Now.AddSeconds(10)));
        Assert.Contains(
            "more than 00:00:10 in the past", strict.Refusal(vector.Request(), vector.Now.AddSeconds(11)), StringComparison.Ordinal);
    }

    [Fact]
    public void Calendly_sends_its_time_beside_the_signature()
    {
        var vector = Vector.Of("calendly-computed-ok");

        Assert.Null(Refusal(vector, "calendly", 290_000));
        Assert.StartsWith(
            "The timestamp t in the header Calendly-Webhook-Signature is more than 00:05:00 in the past: ",
            Refusal(vector, "calendly", 290_001), StringComparison.Ordinal);
    }

    /// <summary>A leading zero would let a digit move between an adjacent body and time, with the signature still valid.</summary>
    [Theory]
    [InlineData("01614265330")]
    [InlineData("+1614265330")]
    [InlineData("-1614265330")]
    [InlineData("1614265330.0")]
    [InlineData("1614265330 ")]
    [InlineData("1,614,265,330")]
    [InlineData("١٦١٤٢٦٥٣٣٠")]
    [InlineData("2021-02-25T15:02:10Z")]
    [InlineData("9223372036854775807")]
    public void Anything_but_a_plain_number_of_seconds_is_refused(string timestamp)
    {
        Assert.Equal(
            "The header webhook-timestamp is not a whole number of seconds since 1970: send the current time.",
            Recipe.Authenticator("standard-webhooks", StandardWebhooks.Secrets[0])
                .Refusal(StandardWebhooks.Request().With("webhook-timestamp", timestamp), StandardWebhooks.Now));
    }

    [Fact]
    public void Milliseconds_for_seconds_are_refused_with_a_hint()
    {
        var why = Recipe.Authenticator("standard-webhooks", StandardWebhooks.Secrets[0])
            .Refusal(StandardWebhooks.Request().With("webhook-timestamp", "1614265330000"), StandardWebhooks.Now);

        Assert.Contains("in the future", why, StringComparison.Ordinal);
        Assert.Contains("Sources__crm__Signature__TimestampUnit, which is seconds", why, StringComparison.Ordinal);
    }

    private static string? Refusal(Vector vector, string recipe, long millisecondsLater) =>
        Recipe.Authenticator(recipe, vector.Secrets[0]).Refusal(vector.Request(), vector.Now.AddMilliseconds(millisecondsLater));
}
