using AlturBridge.EmbeddedHost.Runner;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Tests.Runner;

public sealed class FunctionKeyTests
{
    private static readonly FunctionKey Key = new("the key");

    [Theory]
    [InlineData("the key", null)]
    [InlineData(null, "the key")]
    [InlineData("wrong", "the key")]
    public void The_key_is_taken_from_the_header_or_the_query(string? header, string? query) =>
        Assert.True(Key.Admits(AuthorizationLevel.Function, Request(header, query)));

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("The key", null)]
    [InlineData("the key ", null)]
    [InlineData("the ke", null)]
    [InlineData(null, "the keyy")]
    public void Without_the_right_key_nobody_enters(string? header, string? query)
    {
        Assert.False(Key.Admits(AuthorizationLevel.Function, Request(header, query)));
        Assert.False(Key.Admits(AuthorizationLevel.Admin, Request(header, query)));
    }

    [Fact]
    public void A_key_that_is_given_twice_is_not_the_key()
    {
        var request = Request(null, null);
        request.Headers["x-functions-key"] = new[] { "the key", "the key" };

        Assert.False(Key.Admits(AuthorizationLevel.Function, request));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public void An_anonymous_route_asks_for_none(string? header) =>
        Assert.True(Key.Admits(AuthorizationLevel.Anonymous, Request(header, null)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_configured_key_none_is_asked_for(string? key) =>
        Assert.True(new FunctionKey(key).Admits(AuthorizationLevel.Function, Request(null, null)));

    private static HttpRequest Request(string? header, string? query)
    {
        var request = new DefaultHttpContext().Request;
        if (header is not null)
        {
            request.Headers["x-functions-key"] = header;
        }

        request.QueryString = query is null ? QueryString.Empty : QueryString.Create("code", query);
        return request;
    }
}
