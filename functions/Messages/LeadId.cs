using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AlturBridge.Messages;

/// <summary>
/// A lead's id from end to end: MessageId on <c>calls</c>, CorrelationId on both queues, <c>webhook-id</c> at the receiver. Built only
/// here.
/// </summary>
public static class LeadId
{
    /// <summary>The longest MessageId that Service Bus accepts, in characters.</summary>
    public const int MaxLength = 128;

    /// <summary>How many hexadecimal digits of a record's SHA-256 distinguish it from the lead's other records.</summary>
    private const int RecordDigits = 16;

    /// <summary>
    /// <c>{source}:{deduplication key}</c>; a key that is too long, not printable ASCII (it travels in HTTP headers), or may hold a phone
    /// number or an e-mail address (it is logged) is replaced by its SHA-256.
    /// </summary>
    /// <param name="source">Its name.</param>
    /// <param name="deduplicationKey">Within the source, equal keys are one lead.</param>
    /// <param name="phoneNumberTo">The lead's number, which is found in the key however it is hidden there.</param>
    public static string Of(string source, string deduplicationKey, string? phoneNumberTo = null)
    {
        var id = $"{source}:{deduplicationKey}";
        return id.Length <= MaxLength && deduplicationKey.All(character => character is > ' ' and <= '~') && !IsPersonal(deduplicationKey)
            && (phoneNumberTo is null || !PhoneNumber.IsIn(deduplicationKey, phoneNumberTo))
            ? id
            : $"{source}:{Sha256(Encoding.UTF8.GetBytes(deduplicationKey))}";
    }

    /// <summary>The key of a lead whose sender gave none: equal requests are one lead.</summary>
    public static string KeyOf(ReadOnlySpan<byte> callRequest) => Sha256(callRequest);

    /// <summary>
    /// The MessageId of a record: the same for the same record, so that a second copy is recognised. The record is part of it, because a
    /// lead id reused a day later is a new lead, and its record must not be mistaken for a late one from the day before.
    /// </summary>
    public static string OfRecord(string messageId, BinaryData record) => WithSuffix(messageId, $":{Sha256(record)[..RecordDigits]}");

    /// <summary>
    /// The MessageId of the copy that is scheduled for the next attempt: the same for the same attempt, so that a second copy is
    /// recognised. It extends the MessageId rather than the lead's id, because a replayed message must not reuse ids that duplicate
    /// detection remembers.
    /// </summary>
    /// <param name="messageId">The MessageId of the attempt that failed.</param>
    /// <param name="attempt">How many attempts have failed; from 1.</param>
    public static string OfAttempt(string messageId, int attempt)
    {
        var before = Suffix(attempt - 1);
        var first = attempt > 1 && messageId.EndsWith(before, StringComparison.Ordinal) ? messageId[..^before.Length] : messageId;

        return WithSuffix(first, Suffix(attempt));
    }

    /// <summary>
    /// The MessageId of a dead letter's fresh copy: the same for the same dead letter, so that a second copy is recognised.
    /// </summary>
    public static string OfReplay(string messageId, long sequenceNumber) =>
        WithSuffix(messageId, string.Create(CultureInfo.InvariantCulture, $":r{sequenceNumber}"));

    /// <summary>
    /// The MessageId of a copy of a lead that is put off: <c>:w1-</c> and when the lead was queued, then replaced by <c>:w2-</c> and the
    /// same. A lead whose id is used again after a day is another one, and its copies must not be mistaken for those of the first.
    /// </summary>
    /// <param name="messageId">The MessageId of the message that is put off.</param>
    /// <param name="queuedAt">When the lead was queued; the same for all of its copies.</param>
    /// <param name="before">Which copy that message is; 0 for none.</param>
    /// <param name="number">Which copy this is.</param>
    public static string OfPutOff(string messageId, DateTimeOffset queuedAt, int before, int number) =>
        WithSuffix(WithoutPutOff(messageId, queuedAt, before), PutOffSuffix(number, queuedAt));

    /// <summary>What a message and all of its copies have in common; no other message has it.</summary>
    /// <param name="messageId">The MessageId of any of them.</param>
    /// <param name="queuedAt">When the lead was queued; the same for all of its copies.</param>
    /// <param name="before">Which copy that message is; 0 for none.</param>
    public static string OfOriginal(string messageId, DateTimeOffset queuedAt, int before)
    {
        // One that is too long for some of its copies' suffixes is replaced in those only.
        var first = WithoutPutOff(messageId, queuedAt, before);
        return first.Length + PutOffSuffix(int.MaxValue, DateTimeOffset.MaxValue).Length <= MaxLength
            ? first
            : Sha256(Encoding.UTF8.GetBytes(first));
    }

    private static string WithoutPutOff(string messageId, DateTimeOffset queuedAt, int before)
    {
        var suffix = PutOffSuffix(before, queuedAt);
        return before > 0 && messageId.EndsWith(suffix, StringComparison.Ordinal) ? messageId[..^suffix.Length] : messageId;
    }

    private static string PutOffSuffix(int number, DateTimeOffset queuedAt) =>
        string.Create(CultureInfo.InvariantCulture, $":w{number}-{queuedAt.ToUnixTimeSeconds():x}");

    /// <summary>Whatever the log would mask as a number counts here too, bare digits included.</summary>
    private static bool IsPersonal(string key) =>
        PhoneNumber.IsIn(key) || PhoneNumber.Mask(key) != key || key.Contains('@', StringComparison.Ordinal) || key.Contains(
            "%40", StringComparison.Ordinal);

    private static string Suffix(int attempt) => string.Create(CultureInfo.InvariantCulture, $":{attempt}");

    private static string WithSuffix(string id, string suffix) =>
        id.Length + suffix.Length <= MaxLength ? id + suffix : Sha256(Encoding.UTF8.GetBytes(id)) + suffix;

    private static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
