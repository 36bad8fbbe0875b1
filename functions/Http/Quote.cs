using System.Text;
using AlturBridge.Messages;

namespace AlturBridge.Http;

public static class Quote
{
    /// <summary>
    /// The beginning of an answer's body as one printable line, for a sentence to an operator; cut ones end with an ellipsis. Masked first:
    /// a cut could leave a number too short to recognise.
    /// </summary>
    public static string Of(BinaryData body, int maxCharacters)
    {
        var text = PhoneNumber.Mask(Printable.Of(Encoding.UTF8.GetString(body.ToMemory().Span)).Trim());
        return text.Length <= maxCharacters ? text : $"{TextLength.Cut(text, maxCharacters)}…";
    }
}
