using System.Text.Encodings.Web;
using Fluid;
using Fluid.Filters;
using Fluid.Values;

namespace AlturBridge.Receiving.Templates;

/// <summary>Liquid without tags that read files or keep state for the next lead, and with filters that it lacks and leads need.</summary>
internal static class TemplateLanguage
{
    /// <summary>Applied to every <c>{{ }}</c>; no template can name it.</summary>
    public const string Output = "(output)";

    /// <summary>The parser uses about 5 KB of stack for each level.</summary>
    private const int MaxBrackets = 40;

    private static readonly string[] Tags = ["#", "assign", "break", "case", "comment", "continue", "for", "if", "raw", "unless"];

    /// <summary>The filters that take lists and objects; all others take text.</summary>
    private static readonly HashSet<string> OfLists =
        [.. new FilterCollection().WithArrayFilters().Select(filter => filter.Key), "compact", "default", "json", "slice"];

    private static readonly FluidParser Parser = CreateParser();

    public static TemplateOptions Options { get; } = CreateOptions();

    /// <exception cref="TemplateException">It is not Liquid, and Fluid says where; or a name in it does not exist.</exception>
    public static IFluidTemplate Parse(string text)
    {
        if (text.Length > TextTemplate.MaxLength || text.Count(character => character is '(' or '[') > MaxBrackets)
        {
            throw new TemplateException(
                $"A template has at most {TextTemplate.MaxLength} characters, and {MaxBrackets} opening brackets or parentheses.");
        }

        return Parser.TryParse(text, out var template, out var error)
            ? TemplateCheck.Of(template)
            : throw new TemplateException($"This is not Liquid: {error.Split('\n')[0].TrimEnd('.')}. Compare it with docs/templates.md.");
    }

    private static FluidParser CreateParser()
    {
        var parser = new FluidParser(new FluidParserOptions { AllowParentheses = true });
        foreach (var tag in parser.RegisteredTags.Keys.Except(Tags).ToList())
        {
            parser.RegisteredTags.Remove(tag);
        }

        return parser;
    }

    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions
        {
            MaxSteps = TextTemplate.MaxSteps,
            ModelNamesComparer = StringComparer.Ordinal,
            TimeZone = TimeZoneInfo.Utc,
        };
        options.JsonSerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Filters.AddFilter(
            "digits", (input, _, _) => new StringValue(string.Concat(input.ToStringValue().Where(char.IsAsciiDigit))));
        options.Filters.AddFilter("key", (input, arguments, _) => Key([input, .. arguments.Values ?? []]));
        options.Filters.AddFilter(Output, (input, _, _) => new StringValue(input.ToStringValue()));
        foreach (var (name, filter) in options.Filters.ToList())
        {
            options.Filters.AddFilter(name, (input, arguments, context) =>
            {
                var given = arguments.Values ?? [];
                ((TemplateModel)context).Spend(Work(name, input, given));
                return !OfLists.Contains(name) && given.Prepend(input).Any(value => value is ArrayValue or DictionaryValue)
                    ? throw new TemplateException(
                        "It uses a list or an object as text: name a value inside it, such as item.phones[0].value, or use join.")
                    : filter(input, arguments, context);
            });
        }

        return options;
    }

    /// <summary>A deduplication key of several values: nothing if one is missing, so that no two leads share half a key.</summary>
    private static FluidValue Key(FluidValue[] given) => Array.ConvertAll(given, value => value.ToStringValue()) switch
    {
        var values when values.Contains(string.Empty) => NilValue.Instance,
        [var single] => new StringValue(single),
        var values => new StringValue(string.Join('/', values.Select(WithoutSeparator))),
    };

    private static string WithoutSeparator(string value) =>
        value.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);

    /// <summary>Two filters write an argument once for each part of their input.</summary>
    private static long Work(string filter, FluidValue input, IEnumerable<FluidValue> given) =>
        filter is "join" or "replace" ? Size(input) * (1 + given.Sum(Size)) / 10 : (Size(input) + given.Sum(Size)) / 10;

    private static long Size(FluidValue value) => value switch
    {
        StringValue text => text.ToStringValue().Length,
        ArrayValue list => 10L * list.Values.Count,
        _ => 0,
    };
}
