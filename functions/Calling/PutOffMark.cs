using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Calling;

/// <summary>
/// Records in the lane's state which message of a lead is in charge while its original and copies may both be queued. Putting a lead off
/// takes four steps: write the mark, send the copy, complete the original, remove the mark. After a crash the mark tells the next message
/// what to do: an original that comes back takes charge again and voids its copies, unless one of them was seen.
/// </summary>
/// <param name="Original">
/// What the MessageIds of these messages have in common: another program may give several leads one CorrelationId.
/// </param>
/// <param name="QueuedAt">Distinguishes these messages from a later lead with the same id, and from a replay.</param>
/// <param name="InCharge">0 for the original, 1 for the copy <c>:w1</c>, and so on.</param>
/// <param name="IsSeen">Whether the copy in charge has arrived: if so it exists, and earlier messages are obsolete.</param>
/// <param name="Void">Copies that may still arrive but must not be dialled.</param>
/// <param name="Until">When none of them can arrive any more.</param>
/// <param name="ElsewhereSince">
/// When the copy in charge was first sent to another lane, where this mark cannot void it; null if it was not.
/// </param>
public sealed record PutOffMark(
    string Original, DateTimeOffset QueuedAt, int InCharge, bool IsSeen, IReadOnlyList<PutOffMark.Copies> Void, DateTimeOffset Until,
    DateTimeOffset? ElsewhereSince = null)
{
    /// <summary>How many copies may follow one that is void: elsewhere it may have been put off, or moved to another lane, again.</summary>
    private const int MostCopies = 100;

    /// <summary>The next copy's number: never used before, or duplicate detection would drop it.</summary>
    public int Next => Void.Select(copies => copies.Last).Append(InCharge).Max() + 1;

    public static PutOffMark Of(ServiceBusReceivedMessage message) =>
        new(
            OriginalOf(message),
            CallMessage.QueuedAtOf(message),
            MessageProperty.PutOffsOf(message),
            IsSeen: true,
            [],
            DateTimeOffset.MinValue);

    public bool IsOf(ServiceBusReceivedMessage message) =>
        QueuedAt == CallMessage.QueuedAtOf(message) && Original == OriginalOf(message);

    public bool IsOfSameLeadAs(PutOffMark other) => Original == other.Original && QueuedAt == other.QueuedAt;

    /// <summary>Whether this message is obsolete: another one is in charge, and has arrived or will.</summary>
    public bool IsOver(ServiceBusReceivedMessage message) =>
        MessageProperty.PutOffsOf(message) is var number
        && (Void.Any(copies => number >= copies.First && number <= copies.Last) || (number < InCharge && IsSeen));

    /// <summary>
    /// The mark once this message has arrived and is not obsolete: it is in charge, and the copy it began and all that follow are void.
    /// </summary>
    public PutOffMark TakenBy(ServiceBusReceivedMessage message) => MessageProperty.PutOffsOf(message) is var number && number < InCharge
        ? this with { InCharge = number, IsSeen = true, Void = [.. Void, new(InCharge, InCharge + MostCopies - 1)] }
        : this with { InCharge = number, IsSeen = true };

    /// <summary>A copy is about to be sent, perhaps to another lane; it is gone by <paramref name="until"/>.</summary>
    public PutOffMark HandedToNext(DateTimeOffset until, DateTimeOffset? elsewhereSince = null) =>
        this with { InCharge = Next, IsSeen = false, Until = until > Until ? until : Until, ElsewhereSince = elsewhereSince };

    /// <summary>This message ends the lead, whatever copies a lost state knew of, even after two crashes.</summary>
    public PutOffMark Last(DateTimeOffset until) =>
        this with { Void = [new(InCharge + 1, InCharge + (3 * MostCopies))], Until = until };

    private static string OriginalOf(ServiceBusReceivedMessage message) =>
        LeadId.OfOriginal(message.MessageId ?? string.Empty, CallMessage.QueuedAtOf(message), MessageProperty.PutOffsOf(message));

    /// <param name="First">The number of the first.</param>
    /// <param name="Last">The number of the last.</param>
    public readonly record struct Copies(int First, int Last);
}
