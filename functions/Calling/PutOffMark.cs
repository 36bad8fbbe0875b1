using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Calling;

/// <summary>
/// Says in the lane's state which message of a lead is in charge, while its original and its copies may both be in the queue. A lead is put
/// off in four steps: the mark, the copy, the original's completion, the mark's removal. A crash leaves the mark, and whichever message
/// comes next knows from it what to do: an original that comes again takes charge back and makes its copies void, unless one of them was
/// seen.
/// </summary>
/// <param name="LeadId">Whose messages these are.</param>
/// <param name="ReceivedAt">Tells a lead from a later one with the same id.</param>
/// <param name="InCharge">0 for the original, 1 for the copy <c>:w1</c> and so on.</param>
/// <param name="IsSeen">Whether the copy in charge has come: then it exists, and earlier messages are over.</param>
/// <param name="Void">Copies that may come, and must not be dialled.</param>
/// <param name="Until">When none of them can come any more.</param>
public sealed record PutOffMark(string LeadId, string? ReceivedAt, int InCharge, bool IsSeen, IReadOnlyList<int> Void, DateTimeOffset Until)
{
    /// <summary>The number of the next copy: none was ever made with it, or duplicate detection would swallow it.</summary>
    public int Next => Math.Max(InCharge, Void.DefaultIfEmpty().Max()) + 1;

    public static PutOffMark Of(ServiceBusReceivedMessage message) =>
        new(
            CallMessage.LeadIdOf(message),
            ReceivedAtOf(message),
            MessageProperty.PutOffsOf(message),
            IsSeen: true,
            [],
            DateTimeOffset.MinValue);

    public bool IsOf(ServiceBusReceivedMessage message) => LeadId == CallMessage.LeadIdOf(message) && ReceivedAt == ReceivedAtOf(message);

    public bool IsOfSameLeadAs(PutOffMark other) => LeadId == other.LeadId && ReceivedAt == other.ReceivedAt;

    /// <summary>Whether this message is over: another one is in charge, and will come or has come.</summary>
    public bool IsOver(ServiceBusReceivedMessage message) =>
        MessageProperty.PutOffsOf(message) is var number && (Void.Contains(number) || (number < InCharge && IsSeen));

    /// <summary>What is known once this message, which is not over, has come: it is in charge, and copies it began are void.</summary>
    public PutOffMark TakenBy(ServiceBusReceivedMessage message) => MessageProperty.PutOffsOf(message) is var number && number < InCharge
        ? this with { InCharge = number, IsSeen = true, Void = [.. Void, InCharge] }
        : this with { InCharge = number, IsSeen = true };

    /// <summary>A copy is about to be made, due at a time and gone by another.</summary>
    public PutOffMark HandedToNext(DateTimeOffset until) =>
        this with { InCharge = Next, IsSeen = false, Until = until > Until ? until : Until };

    private static string? ReceivedAtOf(ServiceBusReceivedMessage message) => MessageProperty.Text(message, MessageProperty.ReceivedAt);
}
