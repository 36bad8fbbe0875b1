namespace AlturBridge.Operating.DeadLetters;

/// <summary>One replay or discard: what is selected, and the result.</summary>
/// <param name="selection">Which dead letters; valid.</param>
/// <param name="deadline">When this request ends, finished or not.</param>
internal sealed class DeadLetterWork(DeadLetterSelection selection, DateTimeOffset deadline)
{
    private readonly HashSet<string> ids = [.. selection.Ids ?? []];
    private readonly List<SkippedDeadLetter> skipped = [];
    private int done;
    private int skippedCount;
    private bool isLate;

    public int Done => done;

    public IEnumerable<string> Queues => ((string[])[Messages.Queues.Calls, Messages.Queues.CallRecords]).Where(queue =>
        selection.Ids is null
            ? selection.Queue is null || selection.Queue == queue
            : HasIdsIn(queue));

    public bool IsOpen(string queue, DateTimeOffset now)
    {
        isLate |= now >= deadline;
        return !isLate && (selection.Ids is null || HasIdsIn(queue));
    }

    /// <summary>Whether to do it; one that is selected but must not be replayed is recorded as skipped.</summary>
    public bool Takes(DeadLetter letter, bool isReplay)
    {
        if ((selection.Ids is not null && !ids.Remove(letter.Id)) || !selection.Takes(letter))
        {
            return false;
        }

        if (isReplay && !selection.Redial && ReplayCopy.Objection(letter) is { } why)
        {
            Skip(letter.Id, why);
            return false;
        }

        return true;
    }

    public void Did() => Interlocked.Increment(ref done);

    /// <summary>One of them must be retried.</summary>
    public void Again() => isLate = true;

    public DeadLetterOutcome Outcome(bool isReplay)
    {
        if (!isLate)
        {
            foreach (var id in ids)
            {
                Skip(id, "There is no such dead letter; it may have been replayed or discarded, or somebody else is working on it.");
            }
        }

        return new DeadLetterOutcome(isReplay ? done : null, isReplay ? null : done, [.. skipped], skippedCount, isLate, selection.Before);
    }

    private bool HasIdsIn(string queue) => ids.Any(id => id.StartsWith($"{queue}/", StringComparison.Ordinal));

    private void Skip(string id, string why)
    {
        if (++skippedCount <= DeadLetterOutcome.MostNamed)
        {
            skipped.Add(new SkippedDeadLetter(id, why));
        }
    }
}
