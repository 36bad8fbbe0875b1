using static AlturBridge.Tests.Receiving.Payloads.Payload;

namespace AlturBridge.Tests.Receiving.Payloads;

/// <summary>The address's parameters are the lead; the body is ignored.</summary>
public sealed class QueryPayloadTests
{
    [Theory]
    [InlineData("?name=Ana+Mar%C3%ADa&phone=%2B12025550143", """{"name":"Ana María","phone":"+12025550143"}""")]
    [InlineData("?phone=+12025550143", """{"phone":" 12025550143"}""")]
    [InlineData("?contact[first]=Ana&tags[]=a&tags[]=b", """{"contact":{"first":"Ana"},"tags":["a","b"]}""")]
    [InlineData("?a=1&a=2&=x&&b", """{"a":["1","2"],"":"x","b":""}""")]
    public void Parameters_are_read_as_a_form(string query, string expected)
    {
        Assert.Equal(expected, Show(ReadQuery(query)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    public void An_address_without_parameters_is_refused(string query)
    {
        Assert.Equal(NoLead, Problem(ReadQuery(query)));
    }
}
