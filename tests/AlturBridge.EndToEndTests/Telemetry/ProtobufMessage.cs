using System.Text;

namespace AlturBridge.EndToEndTests.Telemetry;

/// <summary>A protobuf message, read by field numbers.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ReadOnlyMemory<byte> Value)> values = [];

    public ProtobufMessage(ReadOnlyMemory<byte> content)
    {
        while (!content.IsEmpty)
        {
            var tag = (int)TakeVarint(ref content);
            var length = (tag & 7) switch
            {
                0 => VarintLength(content.Span),
                1 => sizeof(long),
                2 => (int)TakeVarint(ref content),
                5 => sizeof(int),
                var type => throw new InvalidDataException($"There is no wire type {type}."),
            };
            values.Add((tag >> 3, content[..length]));
            content = content[length..];
        }
    }

    public IEnumerable<ProtobufMessage> All(int field) =>
        values.Where(value => value.Field == field).Select(value => new ProtobufMessage(value.Value));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).Span);

    private ReadOnlyMemory<byte> Bytes(int field) => values.FirstOrDefault(value => value.Field == field).Value;

    private static int VarintLength(ReadOnlySpan<byte> content) => content.IndexOfAnyInRange((byte)0, (byte)0x7F) + 1;

    private static ulong TakeVarint(ref ReadOnlyMemory<byte> content)
    {
        var value = 0UL;
        var length = VarintLength(content.Span);
        for (var index = 0; index < length; index++)
        {
            value |= (content.Span[index] & 0x7FUL) << (7 * index);
        }

        content = content[length..];
        return value;
    }
}
