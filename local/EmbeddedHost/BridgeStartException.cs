using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace AlturBridge.EmbeddedHost;

/// <summary>The bridge cannot start. The message tells the person who starts it what to fix, one line each.</summary>
public sealed class BridgeStartException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <returns>Null for a bug of ours, which deserves its stack trace.</returns>
    internal static string? Explain(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: var all } when all.All(inner => Explain(inner) is not null) =>
            // Checks that need the same invalid section each throw its sentences.
            string.Join(Environment.NewLine, all.Select(Explain).Distinct()),
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures.Select(WithoutPropertyName)),
        InvalidDataException { InnerException: FormatException { InnerException: JsonException { LineNumber: { } line } } } =>
            $"{exception.Message} It is not valid JSON: look at line {line + 1}.",
        IOException { InnerException: AddressInUseException } or SocketException =>
            $"{exception.Message.TrimEnd('.')}. Choose where to listen with --urls, such as --urls http://127.0.0.1:8080; port 0 "
                + "takes a free one.",
        InvalidOperationException or InvalidDataException or FormatException or IOException or UnauthorizedAccessException =>
            exception.Message,
        _ => null,
    };

    /// <summary>The options validator puts "ApiKey: " before sentences that already name the setting.</summary>
    private static string WithoutPropertyName(string failure) =>
        failure.IndexOf(": ", StringComparison.Ordinal) is > 0 and var end && failure.AsSpan(0, end).IndexOfAny(" _") < 0
            ? failure[(end + 2)..]
            : failure;
}
