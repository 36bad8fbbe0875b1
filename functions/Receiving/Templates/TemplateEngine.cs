using System.Globalization;
using HandlebarsDotNet;

namespace AlturBridge.Receiving.Templates;

/// <summary>Handlebars as it is used here: no HTML escaping, no culture, no partials, and a handful of pure helpers.</summary>
internal static class TemplateEngine
{
    private static readonly IHandlebars Handlebars = Create();

    public static HandlebarsTemplate<TextWriter, object, object> Compile(string text)
    {
        using var reader = new StringReader(text);
        return Handlebars.Compile(reader);
    }

    private static IHandlebars Create()
    {
        var configuration = new HandlebarsConfiguration
        {
            NoEscape = true,
            FormatProvider = CultureInfo.InvariantCulture,
            PartialTemplateResolver = new NoPartials(),
        };
        configuration.FormatterProviders.Add(new ValueFormatters());
        configuration.ObjectDescriptorProviders.Add(new ModelDescriptors());

        var handlebars = HandlebarsDotNet.Handlebars.Create(configuration);
        foreach (var (name, helper) in TemplateHelpers.All)
        {
            handlebars.RegisterHelper(name, (Context _, Arguments arguments) => Call(helper, arguments)!);
        }

        return handlebars;
    }

    private static object? Call(Func<object?[], object?> helper, Arguments arguments)
    {
        var values = new object?[arguments.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = Known(arguments[index]);
            Spend(values[index]);
        }

        var result = helper(values);
        Spend(result);
        return result;
    }

    private static void Spend(object? value) => RenderBudget.Spend(value switch { string text => text.Length, List<object?> list => list.Count, _ => 1 });

    private static object? Known(object? value) => value is UndefinedBindingResult ? null : value;
}
