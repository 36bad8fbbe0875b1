using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Sources;

namespace AlturBridge.Tests.Receiving.Sources;

public sealed class PublicUrlTests
{
    [Theory]
    [InlineData("bridge.example.com/api/leads/crm")]
    [InlineData("http://bridge.example.com/api/leads/crm")]
    [InlineData("https://bridge.example.com/api/leads/crm?code=x")]
    [InlineData("https://bridge.example.com/api/leads/crm?")]
    [InlineData("https://bridge.example.com/api/leads/crm#x")]
    [InlineData("https://bridge.example.com/api/leads/crm ")]
    public void An_address_nobody_calls_is_refused(string address)
    {
        Assert.Equal(
            ["Sources__crm__PublicUrl must be the https address the sender calls, without a query, such as "
                + "https://bridge.example.com/api/leads/crm."],
            Problems(address));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://BRIDGE.example.com:443/api/leads/crm/")]
    [InlineData("http://127.0.0.1:7071/api/leads/crm")]
    public void An_address_a_sender_can_call_is_accepted(string? address)
    {
        Assert.Empty(Problems(address));
    }

    private static IEnumerable<string> Problems(string? address) => SourceRules.Problems(
        "crm",
        new SourceOptions
        {
            PublicUrl = address is null ? null : new Uri(address, UriKind.RelativeOrAbsolute),
            Fields = { ["phone_number_to"] = ["{{ item.phone }}"] },
            Authentication = AuthenticationMethod.FunctionKey,
        });
}
