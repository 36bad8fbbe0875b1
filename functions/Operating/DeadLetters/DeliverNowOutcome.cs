namespace AlturBridge.Operating.DeadLetters;

/// <param name="Sent">How many records are on their way now.</param>
/// <param name="More">The time of one request was over: send it again to go on.</param>
public sealed record DeliverNowOutcome(int Sent, bool More);
