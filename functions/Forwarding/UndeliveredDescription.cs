using System.Globalization;

namespace AlturBridge.Forwarding;

/// <summary>What an operator reads on the dead letter of a record: what happened, when, what the webhook said, and what to do.</summary>
public static class UndeliveredDescription
{
    private const string Replay =
        "Then replay this dead letter: the schedule restarts, and webhook-id stays the same.";

    public static string Malformed(string problem) =>
        $"This message is not a Call record. {problem} It was not sent to the webhook, and an unchanged replay would end here again.";

    public static string Gone(int attempts, DateTimeOffset now, string answer) => string.Create(
        CultureInfo.InvariantCulture,
        $"The webhook wants no more deliveries: 410 Gone to attempt {attempts} at {now.UtcDateTime:u}. {Sentence(answer)} The call "
            + $"was placed: do not place it again. Fix Webhook__Url first. {Replay}");

    public static string Exhausted(int attempts, DateTimeOffset now, string answer) => string.Create(
        CultureInfo.InvariantCulture,
        $"The webhook accepted the record in none of {attempts} attempts, the last at {now.UtcDateTime:u}. {Sentence(answer)} The call "
            + $"was placed: do not place it again. Fix the webhook first. {Replay}");

    private static string Sentence(string answer) => answer[^1] is '.' or '…' or '!' or '?' ? answer : $"{answer}.";
}
