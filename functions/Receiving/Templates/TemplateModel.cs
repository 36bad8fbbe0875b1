using System.Globalization;
using AlturBridge.Receiving.Payloads;
using Fluid;
using Fluid.Values;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving.Templates;

/// <summary>What the templates can name in one request, one lead after another, and the work they have done on it.</summary>
public sealed class TemplateModel : TemplateContext
{
    private readonly object? body;

    /// <summary>The body is the plain model of the payload (<see cref="PayloadReader"/>).</summary>
    public TemplateModel(object? body, IHeaderDictionary headers, IQueryCollection query, string source)
        : base(TemplateLanguage.Options)
    {
        this.body = body;
        SetValue(nameof(body), ValueOf(body));
        SetValue(nameof(headers), ObjectOf(headers, StringComparer.OrdinalIgnoreCase, value => value.ToString()));
        SetValue(nameof(query), ObjectOf(query, StringComparer.Ordinal, value => value.ToString()));
        SetValue(nameof(source), new StringValue(source));
        Lead = body;
    }

    public static IReadOnlyList<string> Roots { get; } = ["item", "body", "headers", "query", "source"];

    /// <summary>The element of the payload that is <c>item</c>.</summary>
    public object? Lead
    {
        get;
        set
        {
            field = value;
            SetValue("item", ReferenceEquals(value, body) ? GetValue(nameof(body)) : ValueOf(value));
        }
    }

    /// <summary>For an empty request.</summary>
    internal static TemplateModel Empty => new(body: null, new HeaderDictionary(), QueryCollection.Empty, string.Empty);

    internal bool IsExhausted => _steps > MaxSteps;

    internal void Spend(long steps)
    {
        _steps = (int)Math.Min(_steps + steps, MaxSteps + 1L);
        IncrementSteps();
    }

    private static FluidValue ValueOf(object? value) => value switch
    {
        Dictionary<string, object?> members => ObjectOf(members, StringComparer.Ordinal, member => member),
        List<object?> list => new ArrayValue(list.ConvertAll(ValueOf)),
        string text => StringValue.Create(text),
        bool truth => BooleanValue.Create(truth),
        JsonNumber number => NumberOf(number.Text),
        _ => NilValue.Instance,
    };

    private static DictionaryValue ObjectOf<T>(IEnumerable<KeyValuePair<string, T>> members, StringComparer names, Func<T, object?> valueOf)
    {
        var values = members.ToDictionary(member => member.Key, member => ValueOf(valueOf(member.Value)), names);
        return new(new ObjectDictionaryFluidIndexable<FluidValue>(values, TemplateLanguage.Options));
    }

    /// <summary>A number that would not be written as sent becomes text, without comparisons: an exponent, more than 28 digits.</summary>
    private static FluidValue NumberOf(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == text
            ? NumberValue.Create(number)
            : StringValue.Create(text);
}
