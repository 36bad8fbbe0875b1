using System.Text;
using System.Text.Unicode;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace AlturBridge.Receiving.Payloads;

/// <summary>
/// XML such as SOAP: elements by their local names. An element of text is a string, <c>xsi:nil</c> is null, an element that is repeated is a list;
/// attributes, and text beside elements, are left out.
/// </summary>
internal static class XmlPayload
{
    private const int MaxDepth = 32;

    private static readonly XName Nil = XName.Get("nil", XmlSchema.InstanceNamespace);

    /// <summary>
    /// No document type, hence no entities of its own and nothing to fetch. Comments stay in: without them the pieces of text around them are
    /// joined one by one, which costs the square of their number.
    /// </summary>
    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1,
    };

    /// <returns>The root element by its name.</returns>
    /// <exception cref="UnreadablePayloadException">The bytes are not XML in UTF-8, have a document type, or nest too deep.</exception>
    public static Dictionary<string, object?> Read(ReadOnlySpan<byte> xml, ValueBudget budget)
    {
        if (!Utf8.IsValid(xml))
        {
            throw new UnreadablePayloadException("The body is not valid UTF-8: send XML encoded as UTF-8.");
        }

        using var text = new StringReader(Encoding.UTF8.GetString(xml));
        using var reader = XmlReader.Create(text, Strict);

        try
        {
            var root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
            return new(StringComparer.Ordinal) { [root.Name.LocalName] = Model(root, level: 1, budget) };
        }
        catch (XmlException exception)
        {
            throw new UnreadablePayloadException(
                $"The body is not the XML expected here: look at line {exception.LineNumber}, character {exception.LinePosition}; "
                + "it must be well-formed XML without a DOCTYPE.",
                exception);
        }
    }

    private static object? Model(XElement element, int level, ValueBudget budget)
    {
        budget.Spend();
        if (level > MaxDepth)
        {
            throw new UnreadablePayloadException($"The body nests more than {MaxDepth} levels deep: send flatter XML.");
        }

        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var child in element.Elements())
        {
            MultiValue.Add(members, child.Name.LocalName, Model(child, level + 1, budget));
        }

        return element.Attribute(Nil)?.Value is "true" or "1" ? null
            : members.Count > 0 ? members
            : element.Value;
    }
}
