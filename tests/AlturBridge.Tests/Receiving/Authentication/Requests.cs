using System.Text;
using AlturBridge.Receiving.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AlturBridge.Tests.Receiving.Authentication;

public static class Requests
{
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_768_471_200);

    public const string Lead = """{"phone_number_to":"+12025550143"}""";

    public static IncomingRequest WithHeader(string name, params string[] values) =>
        new(
            "POST",
            ["https://bridge.example.com/api/leads/crm"],
            new HeaderDictionary { [name] = values },
            QueryCollection.Empty,
            Encoding.UTF8.GetBytes(Lead));

    public static IncomingRequest WithQuery(string name, params string[] values) =>
        WithHeader("Host", "bridge.example.com") with { Query = new QueryCollection(
            new Dictionary<string, StringValues> { [name] = values }) };

    public static IncomingRequest With(this IncomingRequest request, string header, params string[] values)
    {
        request.Headers[header] = values;
        return request;
    }

    /// <returns>Why the request is not authentic; null if it is.</returns>
    public static string? Refusal(this Authenticator authenticator, IncomingRequest request, DateTimeOffset now)
    {
        try
        {
            authenticator.Verify(request, now);
            return null;
        }
        catch (NotAuthenticException exception)
        {
            return exception.Message;
        }
    }
}
