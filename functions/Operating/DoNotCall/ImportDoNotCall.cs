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

    private const int MostNamed = 20;

    [Function(nameof(ImportDoNotCall))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "do-not-call")]
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, cancellationToken) is not { } text)
        {
            return OperatorProblem.Invalid($"At most {MaxBytes / 1024} KB are taken at once: send the file in parts.");
        }

        var numbers = new HashSet<string>(StringComparer.Ordinal);
        var refused = new List<int>();
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
            {
                continue;
            }

            if (NumberLine.Read(line) is { } number)
            {
                numbers.Add(number);
            }
            else
            {
                refused.Add(index + 1);
            }
        }

        if (numbers.Count == 0)
        {
            return OperatorProblem.Invalid(
                "The text holds no phone number: send one number a line, each with its plus sign and country code, such as +525555550143.");
        }

        return await DoNotCallAnswer.OfAsync(
            list,
            request,
            async used =>
            {
                await used.AddAsync(numbers, cancellationToken);
                return Results.Json(
                    new DoNotCallImport(numbers.Count, refused.Count, [.. refused.Take(MostNamed)]),
                    DoNotCallJson.Readable.DoNotCallImport);
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
