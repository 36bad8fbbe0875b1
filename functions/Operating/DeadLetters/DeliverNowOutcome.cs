namespace AlturBridge.Operating.DeadLetters;

/// <param name="Sent">How many records are on their way now.</param>
/// <param name="More">The request ran out of time: send it again to continue.</param>
public sealed record DeliverNowOutcome(int Sent, bool More);
