using AlturBridge.Receiving.Authentication;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Tests.Receiving.Authentication;

public sealed class PublicUrlTests
{
    [Theory]
    [InlineData("https://bridge.example.com/api/leads/hubspot", "https://bridge.example.com/api/leads/hubspot?code=a%2Fb==&x=%3A+y")]
    [InlineData(
        "https://BRIDGE.example.com:443/api/leads/hubspot/", "https://BRIDGE.example.com:443/api/leads/hubspot/?code=a%2Fb==&x=%3A+y")]
    [InlineData(null, "http://127.0.0.1:7071/api/leads/hubspot?code=a%2Fb==&x=%3A+y")]
    public void The_configured_address_and_the_received_query_are_used_unchanged(string? setting, string expected)
    {
        var request = new DefaultHttpContext().Request;
        request.Scheme = "http";
        request.Host = new HostString("127.0.0.1:7071");
        request.Path = "/api/leads/hubspot";
        request.QueryString = new QueryString("?code=a%2Fb==&x=%3A+y");

        Assert.Equal(expected, PublicUrl.Of(setting, request));
    }

    [Theory]
    [InlineData("bridge.example.com/api/leads/crm")]
    [InlineData("http://bridge.example.com/api/leads/crm")]
    [InlineData("https://bridge.example.com/api/leads/crm?code=x")]
    [InlineData("https://bridge.example.com/api/leads/crm#x")]
    public void An_address_nobody_calls_is_refused(string address)
    {
        Assert.Equal(
            ["Sources__crm__PublicUrl must be the https address the sender calls, without a query, such as "
                + "https://bridge.example.com/api/leads/crm."],
            PublicUrl.Problems("Sources__crm", address));
    }
}
