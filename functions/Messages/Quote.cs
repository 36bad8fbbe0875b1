using System.Text;

namespace AlturBridge.Messages;

public static class Quote
{
    /// <summary>The beginning of an answer's body as one line of text, for a sentence to an operator; cut ones end with an ellipsis.</summary>
    public static string Of(BinaryData body, int maxCharacters)
    {
        var text = Encoding.UTF8.GetString(body.ToMemory().Span).ReplaceLineEndings(" ").Trim();
        return text.Length <= maxCharacters ? text : $"{text.AsSpan(0, maxCharacters)}…";
    }
}
