using System.Net.Sockets;
using System.Security.Authentication;
using AlturBridge.Http;

namespace AlturBridge.Tests.Http;

public sealed class TransportFailureTests
{
    public static TheoryData<Exception, string> Failures => new()
    {
        { new TaskCanceledException("A task was canceled."), "there was no answer within 15 s." },
        {
            new TaskCanceledException(
                "The operation was canceled.",
                new TimeoutException("A connection could not be established within the configured ConnectTimeout.")),
            "no connection could be made in time."
        },
        { new OperationCanceledException(), "there was no answer within 15 s." },
        {
            new HttpRequestException(
                HttpRequestError.NameResolutionError, "Name or service not known (hooks.example:443)", new SocketException(11001)),
            "its name could not be resolved."
        },
        {
            new HttpRequestException(
                HttpRequestError.SecureConnectionError, "The SSL connection could not be established", new AuthenticationException("bad")),
            "the TLS handshake failed."
        },
        { new HttpRequestException(
            "An error occurred.", new IOException("middle", new IOException("The connection was reset."))), "The connection was reset." },
        { new HttpRequestException("The response ended early. (ResponseEnded)"), "The response ended early. (ResponseEnded)." },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_is_one_sentence_for_an_operator(Exception failure, string sentence)
    {
        Assert.Equal(sentence, TransportFailure.Describe(failure, TimeSpan.FromSeconds(15)));
    }

    [Theory]
    [InlineData(1000, "1 s")]
    [InlineData(1500, "1.5 s")]
    [InlineData(240_000, "240 s")]
    [InlineData(250, "0.25 s")]
    public void The_deadline_is_given_in_seconds(double milliseconds, string text)
    {
        Assert.Equal(
            $"there was no answer within {text}.",
            TransportFailure.Describe(new TaskCanceledException(), TimeSpan.FromMilliseconds(milliseconds)));
    }
}
