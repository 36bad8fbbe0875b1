using Fluid;
using Fluid.Values;

namespace AlturBridge.Receiving.Templates;

/// <summary>What Liquid lacks and a lead needs.</summary>
internal static class TemplateFilters
{
    /// <summary>Behind every <c>{{ }}</c>; no template can name it.</summary>
    public const string Output = "(output)";

    public static void AddTo(FilterCollection filters)
    {
        filters.AddFilter("digits", (input, _, _) => new StringValue(string.Concat(input.ToStringValue().Where(char.IsAsciiDigit))));
        filters.AddFilter("key", (input, arguments, _) => Key([input.ToStringValue(), .. (arguments.Values ?? []).Select(value => value.ToStringValue())]));
        filters.AddFilter(Output, (input, _, _) => new StringValue(input.ToStringValue()));
    }

    /// <summary>A deduplication key of several values: nothing at all when one of them is missing, so that no two leads share half a key.</summary>
    private static FluidValue Key(List<string> values) =>
        values.Contains(string.Empty) ? NilValue.Instance : new StringValue(values is [var single] ? single : string.Join('/', values.Select(WithoutSeparator)));

    private static string WithoutSeparator(string value) => value.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);
}
