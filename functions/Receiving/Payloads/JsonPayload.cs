using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace AlturBridge.Receiving.Payloads;

/// <summary>Strict JSON: no property twice, no comments, nothing behind the value, at most 32 levels deep.</summary>
internal ref struct JsonPayload
{
    private const int MaxDepth = 32;

    private readonly ReadOnlySpan<byte> _json;
    private readonly string _what;
    private readonly ValueBudget _budget;
    private Utf8JsonReader _reader;

    private JsonPayload(ReadOnlySpan<byte> json, string what, ValueBudget budget)
    {
        _json = json;
        _what = what;
        _budget = budget;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <param name="json">UTF-8 without a byte order mark.</param>
    /// <param name="what">What a sentence calls these bytes, such as "The body".</param>
    /// <param name="budget">Shared by all that one request holds.</param>
    /// <exception cref="UnreadablePayloadException">They are not strict JSON.</exception>
    public static object? Read(ReadOnlySpan<byte> json, string what, ValueBudget budget)
    {
        if (!Utf8.IsValid(json))
        {
            throw new UnreadablePayloadException($"{what} is not valid UTF-8: send JSON encoded as UTF-8.");
        }

        try
        {
            return new JsonPayload(json, what, budget).Document();
        }
        catch (JsonException exception)
        {
            throw NotExpected(what, exception.LineNumber, exception.BytePositionInLine, exception);
        }
    }

    private object? Document()
    {
        _reader.Read();
        var value = Value();
        _reader.Read(); // Throws when anything follows.
        return value;
    }

    /// <summary>Recursion is safe: the reader throws at level 33.</summary>
    private object? Value()
    {
        _budget.Spend();
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => Object(),
            JsonTokenType.StartArray => Array(),
            JsonTokenType.String => Text(),
            JsonTokenType.Number => new JsonNumber(Encoding.UTF8.GetString(_reader.ValueSpan)),
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => null,
        };
    }

    private Dictionary<string, object?> Object()
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text();
            if (members.ContainsKey(name))
            {
                var (line, position) = Place();
                throw NotExpected(_what, line, position, inner: null);
            }

            _reader.Read();
            members.Add(name, Value());
        }

        return members;
    }

    private List<object?> Array()
    {
        var items = new List<object?>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value());
        }

        return items;
    }

    private readonly string Text()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            var (line, position) = Place();
            throw new UnreadablePayloadException(
                $"{_what} holds half of a \\u surrogate pair at line {line + 1}, byte {position + 1}: send both halves or the character itself.",
                exception);
        }
    }

    /// <returns>Where the current token begins, both counted from 0.</returns>
    private readonly (long Line, long Position) Place()
    {
        var before = _json[..(int)_reader.TokenStartIndex];
        return (before.Count((byte)'\n'), before.Length - 1 - before.LastIndexOf((byte)'\n'));
    }

    /// <summary>The parser's own sentence quotes what it stumbled over, which may be part of a lead: only the place is passed on.</summary>
    private static UnreadablePayloadException NotExpected(string what, long? line, long? position, Exception? inner)
    {
        var place = line is null || position is null ? string.Empty : $"look at line {line + 1}, byte {position + 1}; ";
        return new UnreadablePayloadException(
            $"{what} is not the JSON expected here: {place}it must be valid JSON, no property twice, at most {MaxDepth} levels deep.",
            inner!);
    }
}
