using System.Runtime.Serialization;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>Encodes and decodes the types an application property may have.</summary>
internal static class PropertyCodec
{
    /// <exception cref="SerializationException">The value has an unsupported type, as with the official client.</exception>
    public static void Write(BinaryWriter writer, string name, object value)
    {
        switch (value)
        {
            case string text:
                writer.Write('s');
                writer.Write(text);
                break;
            case int number:
                writer.Write('i');
                writer.Write(number);
                break;
            case long number:
                writer.Write('l');
                writer.Write(number);
                break;
            case bool flag:
                writer.Write('b');
                writer.Write(flag);
                break;
            case double number:
                writer.Write('d');
                writer.Write(number);
                break;
            case decimal number:
                writer.Write('m');
                writer.Write(number);
                break;
            case Guid id:
                writer.Write('g');
                writer.Write(id.ToByteArray());
                break;
            case DateTime moment:
                writer.Write('t');
                writer.Write(moment.ToUniversalTime().Ticks);
                break;
            case DateTimeOffset moment:
                writer.Write('o');
                writer.Write(moment.UtcTicks);
                break;
            case TimeSpan duration:
                writer.Write('p');
                writer.Write(duration.Ticks);
                break;
            default:
                throw new SerializationException(
                    $"The application property '{name}' has the type {value?.GetType().Name ?? "null"}, which cannot be sent.");
        }
    }

    public static object Read(BinaryReader reader) => reader.ReadChar() switch
    {
        's' => reader.ReadString(),
        'i' => reader.ReadInt32(),
        'l' => reader.ReadInt64(),
        'b' => reader.ReadBoolean(),
        'd' => reader.ReadDouble(),
        'm' => reader.ReadDecimal(),
        'g' => new Guid(reader.ReadBytes(16)),
        't' => new DateTime(reader.ReadInt64(), DateTimeKind.Utc),
        'o' => new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
        'p' => new TimeSpan(reader.ReadInt64()),
        var tag => throw new InvalidDataException($"The queue file holds a property of an unknown type '{tag}'."),
    };
}
