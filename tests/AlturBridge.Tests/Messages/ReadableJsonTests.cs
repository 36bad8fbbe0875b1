using System.Text;
using System.Text.Json;
using AlturBridge.Messages;
using AlturBridge.Receiving;
using static AlturBridge.Tests.Messages.Samples;

namespace AlturBridge.Tests.Messages;

public sealed class ReadableJsonTests
{
    [Fact]
    public void A_call_is_written_as_people_write_it()
    {
        var call = new CallRequest
        {
            AgentId = AgentId,
            PhoneNumberTo = Phone,
            EndUserDisplayName = "José Ñandú & <Ana>",
            EndUserContext = "a\"b\\c\nd",
        };

        Assert.Equal(
            $$"""{"agent_id":"{{AgentId}}","phone_number_to":"+12025550143","end_user_display_name":"José Ñandú & <Ana>","end_user_context":"a\"b\\c\nd"}""",
            Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(call, MessageJson.Readable.CallRequest)));
    }

    [Fact]
    public void Null_values_are_omitted()
    {
        var call = new CallRequest { AgentId = AgentId, PhoneNumberTo = Phone };

        Assert.Equal(Lead, JsonSerializer.Serialize(call, MessageJson.Readable.CallRequest));
    }

    [Fact]
    public void A_receipt_is_written_in_lower_case()
    {
        var receipt = new LeadReceipt(
            1, [new ReceivedLead(Id: "json:ñ"), new ReceivedLead(Skipped: "why"), new ReceivedLead(Refused: "why")]);

        Assert.Equal(
            """{"accepted":1,"leads":[{"id":"json:ñ"},{"skipped":"why"},{"refused":"why"}]}""",
            JsonSerializer.Serialize(receipt, ReceivingJson.Readable.LeadReceipt));
    }
}
