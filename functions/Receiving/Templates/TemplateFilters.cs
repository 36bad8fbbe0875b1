using Fluid;
using Fluid.Values;

namespace AlturBridge.Receiving.Templates;

/// <summary>Filters that Liquid lacks and leads need.</summary>
internal static class TemplateFilters
{
    /// <summary>Applied to every <c>{{ }}</c>; no template can name it.</summary>
    public const string Output = "(output)";

    public static void AddTo(FilterCollection filters)
    {
        filters.AddFilter("digits", (input, _, _) => new StringValue(string.Concat(input.ToStringValue().Where(char.IsAsciiDigit))));
        filters.AddFilter("key", (input, arguments, _) => Key([input, .. arguments.Values ?? []]));
        filters.AddFilter(Output, (input, _, _) => new StringValue(input.ToStringValue()));
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
}
