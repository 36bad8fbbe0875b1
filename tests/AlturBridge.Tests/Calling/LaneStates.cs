using System.Text.Json;
using AlturBridge.Calling;

namespace AlturBridge.Tests.Calling;

/// <summary>Lane states as stored in a session.</summary>
internal static class LaneStates
{
    public static LaneState Read(BinaryData state) => JsonSerializer.Deserialize(state.ToMemory().Span, CallingJson.Readable.LaneState)!;

    public static BinaryData With(params Claim[] claims) => Of(new LaneState(claims, null));

    public static BinaryData Of(LaneState lane) => new(JsonSerializer.SerializeToUtf8Bytes(lane, CallingJson.Readable.LaneState));
}
