using static AlturBridge.Tests.Receiving.Payloads.Payload;

namespace AlturBridge.Tests.Receiving.Payloads;

/// <summary>The address's parameters are the lead; the body is ignored.</summary>
public sealed class QueryPayloadTests
{
    [Theory]
    [InlineData("?name=Ana+Mar%C3%ADa&phone=%2B12025550143", """{"name":"Ana María","phone":"+12025550143"}""")]
    [InlineData("?phone=+12025550143", """{"phone":" 12025550143"}""")]
    [InlineData("?contact[first]=Ana&tags[]=a&tags[]=b", """{"contact":{"first":"Ana"},"tags":["a","b"]}""")]
    [InlineData("?a=1&a=2&=x&&b", """{"a":["1","2"],"b":""}""")]
    public void Parameters_are_read_as_a_form(string query, string expected)
    {
        Assert.Equal(expected, Show(ReadQuery(query)));
    }

    [Theory]
    [InlineData("", "The address has no parameters: send the lead there, such as ?name=Ana&phone=%2B12025550143.")]
    [InlineData("?", "The address has no parameters: send the lead there, such as ?name=Ana&phone=%2B12025550143.")]
    public void An_unreadable_body_is_refused_with_what_to_send(string query, string problem)
    {
        Assert.Equal(problem, Problem(ReadQuery(query)));
    }
}
