using System.Text;
using System.Xml;
using System.Xml.Schema;

namespace AlturBridge.Receiving.Payloads;

/// <summary>
/// XML such as SOAP: elements by local name. A text element is a string, <c>xsi:nil</c> is null, a repeated element is a list; attributes,
/// and text next to elements, are ignored.
/// </summary>
internal static class XmlPayload
{
    private const int MaxDepth = 32;

    /// <summary>No document type, hence no custom entities and nothing to fetch.</summary>
    private static readonly XmlReaderSettings Strict =
        new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };

    /// <returns>The root element by name.</returns>
    /// <exception cref="UnreadablePayloadException">The bytes are not XML, have a document type, or nest too deep.</exception>
    public static Dictionary<string, object?> Read(ReadOnlyMemory<byte> xml, ValueBudget budget)
    {
        try
        {
            // Read as a stream: the time to build a document grows with the square of its depth.
            using var reader = XmlReader.Create(new MemoryStream(xml.ToArray()), Strict);
            reader.MoveToContent();
            var document = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [reader.LocalName] = Element(reader, budget),
            };
            while (reader.Read())
            {
                // White space; anything else after the root element throws.
            }

            return document;
        }
        catch (XmlException exception)
        {
            throw new UnreadablePayloadException(
                $"The body is not the XML expected here: look at line {exception.LineNumber}, character {exception.LinePosition}; "
                + "it must be well-formed XML without a DOCTYPE.", exception);
        }
    }

    private static object? Element(XmlReader reader, ValueBudget budget)
    {
        budget.Spend();
        if (reader.Depth >= MaxDepth)
        {
            throw new UnreadablePayloadException($"The body nests more than {MaxDepth} levels deep: send flatter XML.");
        }

        var isNil = reader.GetAttribute("nil", XmlSchema.InstanceNamespace) is "true" or "1";
        var isEmpty = reader.IsEmptyElement;
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        var text = new StringBuilder();
        while (!isEmpty && reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                PayloadReader.Add(members, reader.LocalName, Element(reader, budget));
            }
            else
            {
                text.Append(reader.Value);
            }
        }

        return isNil ? null : members.Count > 0 ? members : text.ToString();
    }
}
