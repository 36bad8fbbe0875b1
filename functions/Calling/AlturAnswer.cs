using System.Globalization;
using System.Net;
using AlturBridge.Http;
using AlturBridge.Messages;

namespace AlturBridge.Calling;

/// <summary>An answer from Altur: its status, and as much of its body as arrived and we are willing to keep.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="RetryAfter">How long Altur asks us to wait.</param>
/// <param name="Body">The body, or its beginning.</param>
/// <param name="IsWhole">Whether <paramref name="Body"/> is all of it.</param>
public sealed record AlturAnswer(HttpStatusCode Status, TimeSpan? RetryAfter, BinaryData Body, bool IsWhole)
{
    private const int QuotedCharacters = 1000;

    /// <summary>What the answer means for the call. Pure.</summary>
    public DialOutcome Meaning() => (int)Status switch
    {
        >= 200 and <= 299 when IsWhole && CallRecord.IsJsonObject(Body) => new DialOutcome.Placed(Body),
        >= 200 and <= 299 => new DialOutcome.PlacedUnreadable($"Altur answered {Describe()}, which is not a whole JSON object"),
        401 or 402 or 403 or 429 or 503 => new DialOutcome.NotPlaced(Sentence(), RetryAfter, Status),
        408 => new DialOutcome.Unknown(Sentence(), Status),
        >= 400 and <= 499 => new DialOutcome.Refused(Status, Quoted()),
        _ => new DialOutcome.Unknown(Sentence(), Status),
    };

    private string Sentence() => $"Altur answered {Describe().TrimEnd('.')}.";

    private string Describe() => string.Create(CultureInfo.InvariantCulture, $"{(int)Status} {Quoted()}").TrimEnd();

    private string Quoted() => Quote.Of(Body, QuotedCharacters);
}
