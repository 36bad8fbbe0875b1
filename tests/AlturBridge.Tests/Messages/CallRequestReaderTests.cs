using System.Text;
using System.Text.Json;
using AlturBridge.Messages;
using static AlturBridge.Tests.Messages.Samples;

namespace AlturBridge.Tests.Messages;

public sealed class CallRequestReaderTests
{
    [Fact]
    public void The_two_required_fields_are_enough()
    {
        Assert.Equal(new CallRequest { AgentId = AgentId, PhoneNumberTo = Phone }, ReadValid(Lead));
    }

    [Fact]
    public void Every_field_is_read()
    {
        var request = ReadValid(
            $$"""
            {
              "agent_id": "{{AgentId}}",
              "phone_number_to": "{{Phone}}",
              "end_user_display_name": "José Peña 🙂",
              "end_user_context": "Asked for a quote.\nPrefers mornings.",
              "initial_message": "Hola \"Pepe\""
            }
            """);

        Assert.Equal(
            new CallRequest
            {
                AgentId = AgentId,
                PhoneNumberTo = Phone,
                EndUserDisplayName = "José Peña 🙂",
                EndUserContext = "Asked for a quote.\nPrefers mornings.",
                InitialMessage = "Hola \"Pepe\"",
            },
            request);
    }

    [Fact]
    public void White_space_around_values_is_removed()
    {
        var request = ReadValid($$"""{"agent_id":" {{AgentId}}\n","phone_number_to":"\t{{Phone}} ","end_user_display_name":"  Ana Ruiz "}""");

        Assert.Equal((AgentId, Phone, "Ana Ruiz"), (request.AgentId, request.PhoneNumberTo, request.EndUserDisplayName));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\" \\t \"")]
    public void Empty_optional_fields_are_omitted(string value)
    {
        var request = ReadValid(
            $$"""{"agent_id":"{{AgentId}}","phone_number_to":"{{Phone}}","end_user_display_name":{{value}},"end_user_context":{{value}},"initial_message":{{value}}}""");

        Assert.Equal(Lead, JsonSerializer.Serialize(request, MessageJson.Readable.CallRequest));
    }

    [Fact]
    public void Fields_that_Altur_does_not_document_are_ignored()
    {
        var request = ReadValid($$"""{"utm":{"source":["a",1,null]},"agent_id":"{{AgentId}}","phone_number_to":"{{Phone}}","score":12.5,"Phone_Number_To":7}""");

        Assert.Equal(new CallRequest { AgentId = AgentId, PhoneNumberTo = Phone }, request);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped()
    {
        byte[] json = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Lead)];

        Assert.IsType<CallRequestResult.Valid>(CallRequestReader.Read(json));
    }

    [Fact]
    public void Escaped_field_names_are_the_same_names()
    {
        Assert.Equal(Phone, ReadValid($$"""{"agent_id":"{{AgentId}}","phone\u005fnumber_to":"\u002b12025550143"}""").PhoneNumberTo);
    }

    [Theory]
    [InlineData("3F0E8A52-9D1B-4C6E-8A77-2B1F5C9D0E34")]
    [InlineData("3f0e8a52-9d1b-4c6e-9a77-2b1f5c9d0e34")]
    [InlineData("3f0e8a52-9d1b-4c6e-Aa77-2b1f5c9d0e34")]
    [InlineData("3f0e8a52-9d1b-4c6e-ba77-2b1f5c9d0e34")]
    public void A_version_4_UUID_is_an_agent(string agentId)
    {
        Assert.Equal(agentId, ReadValid($$"""{"agent_id":"{{agentId}}","phone_number_to":"{{Phone}}"}""").AgentId);
    }
}
