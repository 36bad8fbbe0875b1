using AlturBridge.Receiving.Payloads;
using AlturBridge.Receiving.Sources;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving;

/// <summary>Answers a request to a source's route. What is refused whole leaves a line in the log.</summary>
internal static class LeadRequests
{
    /// <param name="request">Not read yet.</param>
    /// <param name="name">The source in its address.</param>
    /// <param name="sources">The sources there are.</param>
    /// <param name="log">Where a refusal is logged.</param>
    /// <param name="answer">Verifies the request, then reads it.</param>
    /// <param name="cancellationToken">Stops the reading of the body.</param>
    public static async Task<IResult> AnswerAsync(
        HttpRequest request, string name, SourceCatalog sources, IntakeLog log, Func<Source, byte[], Task<IResult>> answer,
        CancellationToken cancellationToken)
    {
        if (!sources.TryFind(name, out var source))
        {
            log.UnknownSource();
            return LeadProblem.UnknownSource();
        }

        try
        {
            return await answer(source, await RequestBody.ReadAsync(request, cancellationToken));
        }
        catch (Exception exception) when (LeadProblem.Of(exception) is { } problem)
        {
            log.Refused(source.Name, exception.Message);
            return problem;
        }
    }
}
