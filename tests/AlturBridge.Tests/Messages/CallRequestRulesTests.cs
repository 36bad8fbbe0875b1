using AlturBridge.Messages;
using static AlturBridge.Tests.Messages.Samples;

namespace AlturBridge.Tests.Messages;

public sealed class CallRequestRulesTests
{
    private const string MissingAgent = "agent_id is missing: send the id of the Altur agent, or set Altur__AgentId.";
    private const string WrongAgent = "agent_id must be a version 4 UUID, such as 3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34.";
    private const string MissingPhone = "phone_number_to is missing: send the number to call in E.164 form, such as +12025550143.";
    private const string WrongPhone =
        "phone_number_to must be in E.164 form: a plus sign, the country code and the number, digits only, such as +12025550143.";

    [Fact]
    public void Everything_that_is_missing_is_named_at_once()
    {
        Assert.Equal([MissingAgent, MissingPhone], Problems("{}"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    public void A_lead_without_a_phone_number_is_refused(string phone)
    {
        Assert.Equal([MissingPhone], Problems($$"""{"agent_id":"{{AgentId}}","phone_number_to":{{phone}}}"""));
    }

    [Theory]
    [InlineData("12025550143")]
    [InlineData("202-555-0143")]
    [InlineData("+1 202 555 0143")]
    [InlineData("+02025550143")]
    [InlineData("+123456")]
    [InlineData("+1234567890123456")]
    [InlineData("+1202555O143")]
    [InlineData("++12025550143")]
    [InlineData("+12025550143;ext=5")]
    [InlineData("tel:+12025550143")]
    public void A_phone_number_of_another_form_is_refused_and_not_repeated(string phone)
    {
        Assert.Equal([WrongPhone], Problems($$"""{"agent_id":"{{AgentId}}","phone_number_to":"{{phone}}"}"""));
    }

    [Fact]
    public void A_lead_without_an_agent_is_refused()
    {
        Assert.Equal([MissingAgent], Problems($$"""{"phone_number_to":"{{Phone}}"}"""));
    }

    [Theory]
    [InlineData("agent 7")]
    [InlineData("3f0e8a529d1b4c6e8a772b1f5c9d0e34")]
    [InlineData("{3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34}")]
    [InlineData("3f0e8a52-9d1b-1c6e-8a77-2b1f5c9d0e34")]
    [InlineData("019a2f3e-9d1b-7c6e-8a77-2b1f5c9d0e34")]
    [InlineData("3f0e8a52-9d1b-4c6e-7a77-2b1f5c9d0e34")]
    [InlineData("3f0e8a52-9d1b-4c6e-ca77-2b1f5c9d0e34")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e3g")]
    [InlineData("3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e3")]
    [InlineData("0x0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34")]
    [InlineData("+f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34")]
    public void An_agent_that_is_not_a_version_4_UUID_is_refused_and_not_repeated(string agentId)
    {
        Assert.Equal([WrongAgent], Problems($$"""{"agent_id":"{{agentId}}","phone_number_to":"{{Phone}}"}"""));
    }

    [Theory]
    [InlineData(" 3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34")]
    [InlineData("3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34\n")]
    public void White_space_is_not_part_of_a_UUID(string text)
    {
        Assert.False(CallRequestRules.IsVersion4Uuid(text));
    }

    [Theory]
    [InlineData("12025550143", "a number")]
    [InlineData("1.5e3", "a number")]
    [InlineData("true", "true or false")]
    [InlineData("false", "true or false")]
    [InlineData("[\"+12025550143\"]", "an array")]
    [InlineData("{\"e164\":\"+12025550143\"}", "an object")]
    public void A_field_of_another_type_is_refused_and_its_type_named(string value, string kind)
    {
        foreach (var field in new[] { "agent_id", "phone_number_to", "end_user_display_name", "end_user_context", "initial_message" })
        {
            var lead =
                new Dictionary<string, string> { ["agent_id"] = $"\"{AgentId}\"", ["phone_number_to"] = $"\"{Phone}\"", [field] = value };
            var json = string.Join(',', lead.Select(member => $"\"{member.Key}\":{member.Value}"));

            Assert.Equal([$"{field} must be a string in double quotes, not {kind}."], Problems($"{{{json}}}"));
        }
    }

    [Fact]
    public void Every_field_of_another_type_is_named_at_once()
    {
        Assert.Equal(
            ["agent_id must be a string in double quotes, not a number.", "initial_message must be a string in double quotes, not an "
                + "array."],
            Problems("""{"agent_id":7,"phone_number_to":"+12025550143","initial_message":[]}"""));
    }

    private static IReadOnlyList<string> Problems(string json) => Assert.IsType<CallRequestResult.Invalid>(Read(json)).Problems;
}
