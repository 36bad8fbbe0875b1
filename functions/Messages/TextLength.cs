namespace AlturBridge.Messages;

public static class TextLength
{
    /// <summary>The first characters of a text, never half of a surrogate pair.</summary>
    public static string Cut(string text, int length) => text.Length <= length
        ? text
        : text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
