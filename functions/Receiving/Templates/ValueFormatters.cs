using System.Collections;
using HandlebarsDotNet;
using HandlebarsDotNet.IO;

namespace AlturBridge.Receiving.Templates;

/// <summary>Booleans are written as JSON writes them; a list or an object has no text.</summary>
internal sealed class ValueFormatters : IFormatterProvider
{
    private static readonly TrueOrFalse Booleans = new();
    private static readonly NoText Collections = new();

    public static TemplateException HasNoText() =>
        new("The template gives a list or an object, which is no text: name a value inside it, such as item.phones.[0].value, or use join or find.");

    public bool TryCreateFormatter(Type type, out IFormatter formatter)
    {
        formatter = type == typeof(bool) ? Booleans : Collections;
        return type == typeof(bool) || (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type));
    }

    private sealed class TrueOrFalse : IFormatter
    {
        public void Format<T>(T value, in EncodedTextWriter writer) => writer.Write(value is true ? "true" : "false");
    }

    private sealed class NoText : IFormatter
    {
        public void Format<T>(T value, in EncodedTextWriter writer) => throw HasNoText();
    }
}
