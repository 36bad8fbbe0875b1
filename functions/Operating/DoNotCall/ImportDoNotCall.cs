using AlturBridge.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Operating.DoNotCall;

/// <summary>Adds a file of numbers, one per line. Sending it again changes nothing.</summary>
public sealed partial class ImportDoNotCall(IDoNotCallList list, ILogger<ImportDoNotCall> logger)
{
    /// <summary>In bytes, some 35,000 numbers.</summary>
    public const int MaxBytes = 512 * 1024;

    [Function(nameof(ImportDoNotCall))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "do-not-call")]
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, cancellationToken) is not { } text)
        {
            return OperatorProblem.Invalid($"At most {MaxBytes / 1024} KB are taken at once: send the file in parts.");
        }

        var lines = NumberLines.Read(text);
        if (lines.Numbers.Count == 0)
        {
            return OperatorProblem.Invalid(NumberLines.None);
        }

        return await DoNotCallAnswer.OfAsync(
            list,
            request,
            async used =>
            {
                await used.AddAsync(lines.Numbers, cancellationToken);
                return Results.Json(DoNotCallImport.Of(lines), DoNotCallJson.Readable.DoNotCallImport);
            },
            Failed);
    }

    /// <returns>Null if it is too large.</returns>
    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        using var text = new StreamReader(new MemoryStream(buffer, 0, length));
        return length > MaxBytes ? null : await text.ReadToEndAsync(cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Error, "The do-not-call list could not be changed ({Problem}); some of the numbers may be on it")]
    private partial void Failed(string problem);
}
