using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Receiving.Leads;
using AlturBridge.Receiving.Sources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlturBridge.Receiving;

/// <summary>What intake must know about the calling rules.</summary>
/// <param name="LeadsPerNumber">The most leads in one request with the same number; 0 for no limit.</param>
/// <param name="ChecksDoNotCall">Whether the do-not-call list is in use.</param>
public sealed record IntakeLimits(int LeadsPerNumber, bool ChecksDoNotCall);

/// <summary>
/// Refuses at once what could never be called in time. The rules are checked again before each call; this saves the sender the wait.
/// </summary>
public sealed partial class LeadChecks(
    IntakeLimits limits, IDoNotCallList doNotCall, IOptions<LeadsOptions> leads, TimeProvider time, ILogger<LeadChecks> logger)
{
    private const int AskedAtOnce = 32;

    private readonly BriefQuestion question = new(time);

    /// <returns>The same results, some of them refused.</returns>
    public async Task<IReadOnlyList<LeadResult>> CheckAsync(IReadOnlyList<LeadResult> results, CancellationToken cancellationToken)
    {
        var listed = await FindListedAsync(results, cancellationToken);
        var keys = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var now = time.GetUtcNow();

        return [.. results.Select(result => result is LeadResult.Lead lead && Problem(lead) is { } problem
            ? new LeadResult.Refused([problem])
            : result)];

        string? Problem(LeadResult.Lead lead)
        {
            var number = lead.Call.PhoneNumberTo;
            if (lead.CallAt > now + leads.Value.MaxAge)
            {
                return $"{Field.CallAt} is farther ahead than Leads__MaxAge ({leads.Value.MaxAge}) allows.";
            }

            if (listed.Contains(number))
            {
                return "The number is on the do-not-call list (Calling__DoNotCall).";
            }

            var ofNumber = keys.GetValueOrDefault(number) ?? (keys[number] = new(StringComparer.Ordinal));
            if (limits.LeadsPerNumber > 0 && ofNumber.Count >= limits.LeadsPerNumber && !ofNumber.Contains(lead.Id))
            {
                return $"This request has more than {limits.LeadsPerNumber} leads with this number, and nobody is called more often within "
                    + "24 hours (Calling__MaxPerDay).";
            }

            ofNumber.Add(lead.Id);
            return null;
        }
    }

    /// <summary>A list that does not answer is left alone for a while: leads are accepted, and it is asked before each call.</summary>
    private async Task<IReadOnlySet<string>> FindListedAsync(IReadOnlyList<LeadResult> results, CancellationToken cancellationToken)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        if (limits.ChecksDoNotCall)
        {
            var numbers = results.OfType<LeadResult.Lead>().Select(lead => lead.Call.PhoneNumberTo).Distinct(StringComparer.Ordinal);
            await question.AskAsync(token => FindAsync(numbers, listed, token), NotAsked, cancellationToken);
        }

        return listed;
    }

    private async Task FindAsync(IEnumerable<string> numbers, HashSet<string> listed, CancellationToken cancellationToken)
    {
        foreach (var some in numbers.Chunk(AskedAtOnce))
        {
            var answers = await Task.WhenAll(some.Select(number => doNotCall.HasAsync(number, cancellationToken)))
                .WaitAsync(cancellationToken);
            listed.UnionWith(some.Zip(answers).Where(static asked => asked.Second).Select(static asked => asked.First));
        }
    }

    [LoggerMessage(
        1, LogLevel.Warning,
        "The do-not-call list does not answer ({Problem}): for 30 s leads are accepted unchecked. It is asked before each call")]
    private partial void NotAsked(string problem);
}
