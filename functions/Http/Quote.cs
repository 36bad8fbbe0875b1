using System.Text;
using AlturBridge.Messages;

namespace AlturBridge.Http;

public static class Quote
{
    /// <summary>
    /// The beginning of an answer's body as one line of text, for a sentence to an operator; cut ones end with an ellipsis. Phone numbers
    /// are masked before the cut, which would make of one that it divides a number too short to be known for one.
    /// </summary>
    public static string Of(BinaryData body, int maxCharacters)
    {
        var text = PhoneNumber.Mask(Encoding.UTF8.GetString(body.ToMemory().Span).ReplaceLineEndings(" ").Trim());
        return text.Length <= maxCharacters ? text : $"{TextLength.Cut(text, maxCharacters)}…";
    }
}
