using System.Globalization;
using System.Text;

namespace AlturBridge.Testing.Fuzz;

/// <summary>The answers in a run, and the cost of the worst requests.</summary>
internal sealed class FuzzReport
{
    private readonly SortedDictionary<int, int> statuses = [];
    private (TimeSpan Elapsed, int Number) slowest;
    private (long Bytes, int Number) largest;
    private long accepted;
    private string failure = string.Empty;

    public bool IsGood => failure.Length == 0;

    public void Add(int number, FuzzOutcome outcome)
    {
        statuses[outcome.Status] = statuses.GetValueOrDefault(outcome.Status) + 1;
        accepted += outcome.Accepted;
        slowest = outcome.Elapsed > slowest.Elapsed ? (outcome.Elapsed, number) : slowest;
        largest = outcome.AllocatedBytes > largest.Bytes ? (outcome.AllocatedBytes, number) : largest;
    }

    public void Failed(int seed, int number, string file, Exception why) =>
        failure = string.Create(
            CultureInfo.InvariantCulture,
            $"Request {number} of seed {seed} breaks a promise; it is kept in {file}.{Environment.NewLine}{why}");

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"requests  {statuses.Values.Sum()}, each received twice, previewed, and once without its proof; {accepted} leads accepted");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"answers   {string.Join(", ", statuses.Select(status => FormattableString.Invariant($"{status.Key}: {status.Value}")))}");
        text.AppendLine(CultureInfo.InvariantCulture, $"slowest   {slowest.Elapsed.TotalMilliseconds:N0} ms (request {slowest.Number})");
        text.AppendLine(CultureInfo.InvariantCulture, $"largest   {largest.Bytes / 1e6:N1} MB allocated (request {largest.Number})");
        return text.Append(IsGood ? "Every promise held." : failure).ToString();
    }
}
