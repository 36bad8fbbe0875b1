using AlturBridge.Messages;

namespace AlturBridge.Tests.Messages;

public sealed class CallRecordTests
{
    [Theory]
    [InlineData(Samples.CallJson, true)]
    [InlineData("{}", true)]
    [InlineData(" {\"id\":1}\n", true)]
    [InlineData("", false)]
    [InlineData("[]", false)]
    [InlineData("\"call_01\"", false)]
    [InlineData("null", false)]
    [InlineData("{\"id\":", false)]
    [InlineData("{} {}", false)]
    [InlineData("<html></html>", false)]
    public void Only_a_JSON_object_is_a_record(string body, bool isRecord)
    {
        Assert.Equal(isRecord, CallRecord.IsJsonObject(BinaryData.FromString(body)));
    }

    [Theory]
    [InlineData(Samples.CallJson, "call_01")]
    [InlineData("""{"thread":{"id":"thread_01"},"id":"call_01"}""", "call_01")]
    [InlineData("""{"thread":{"id":"thread_01"}}""", null)]
    [InlineData("""{"id":17}""", null)]
    [InlineData("""{"id":null}""", null)]
    [InlineData("""{"id":"\ud800"}""", null)]
    [InlineData("""{"\ud800 a name":1}""", null)]
    public void The_id_is_the_text_that_the_record_gives(string body, string? id)
    {
        Assert.Equal(id, CallRecord.IdOf(BinaryData.FromString(body)));
    }

    [Fact]
    public void An_id_that_is_not_UTF_8_is_none()
    {
        Assert.Null(CallRecord.IdOf(BinaryData.FromBytes((byte[])[.. "{\"id\":\""u8, 0xFF, .. "\"}"u8])));
    }
}
