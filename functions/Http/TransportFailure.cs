using System.Globalization;
using System.Net.Sockets;
using AlturBridge.Messages;

namespace AlturBridge.Http;

/// <summary>A request without an answer.</summary>
public static class TransportFailure
{
    /// <summary>
    /// Whether the network failed or a deadline passed. The handler wraps most errors, but not a reset during connection set-up.
    /// </summary>
    public static bool Is(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or OperationCanceledException;

    /// <summary>One sentence for the operator about a request that got no answer.</summary>
    public static string Describe(Exception exception, TimeSpan timeout) => exception switch
    {
        // How the handler reports its ConnectTimeout, which is shorter than the whole request's.
        OperationCanceledException { InnerException: TimeoutException } => "no connection could be made in time.",
        OperationCanceledException => string.Create(
            CultureInfo.InvariantCulture, $"there was no answer within {timeout.TotalSeconds:0.###} s."),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its name could not be resolved.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "the TLS handshake failed.",
        // Its message quotes a server that does not speak HTTP.
        _ => $"{Printable.Of(Innermost(exception).Message).TrimEnd('.')}.",
    };

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
