using System.Globalization;
using AlturBridge.Messages;

namespace AlturBridge.Receiving.Templates;

/// <summary>The helpers of a template: pure, total, and documented in docs/templates.md.</summary>
public static class TemplateHelpers
{
    public static IReadOnlyDictionary<string, Func<object?[], object?>> All { get; } = new Dictionary<string, Func<object?[], object?>>(StringComparer.Ordinal)
    {
        ["default"] = Default,
        ["digits"] = arguments => string.Concat(Text("digits", arguments, 1).Where(char.IsAsciiDigit)),
        ["eq"] = arguments => Counted("eq", arguments, 2) is [var left, var right] && string.Equals(Scalar("eq", left), Scalar("eq", right), StringComparison.Ordinal),
        ["find"] = Find,
        ["join"] = Join,
        ["key"] = Key,
        ["lower"] = arguments => Text("lower", arguments, 1).ToLowerInvariant(),
        ["truncate"] = Truncate,
    };

    /// <summary>The first argument that is not empty.</summary>
    private static object? Default(object?[] arguments) => arguments.Length >= 2
        ? arguments.FirstOrDefault(argument => argument is not (null or "" or false))
        : throw new TemplateException("default takes two or more values, such as {{default item.mobile item.phone}}.");

    /// <summary>In a list of objects: the first whose property has a value; of that, a property.</summary>
    private static object? Find(object?[] arguments)
    {
        if (arguments is not [var list, string name, var wanted, string result])
        {
            throw new TemplateException("find takes a list, a name, a value and the name of the result, such as {{find item.answers 'type' 'phone_number' 'phone_number'}}.");
        }

        var text = Scalar("find", wanted);
        var found = (list as List<object?>)?.Find(element => element is not null && string.Equals(Text(ModelPath.Of(element, name)), text, StringComparison.Ordinal));
        return found is null ? null : ModelPath.Of(found, result);
    }

    private static string Join(object?[] arguments) => arguments switch
    {
        [List<object?> list, string separator] => string.Join(separator, list.Select(value => Scalar("join", value)).Where(value => value.Length > 0)),
        [var single, string] => Scalar("join", single),
        _ => throw new TemplateException("join takes a list and a separator, such as {{join item.tags ', '}}."),
    };

    /// <summary>A deduplication key of several values: nothing at all when one of them is missing, so that no two leads share half a key.</summary>
    private static string Key(object?[] arguments)
    {
        var values = arguments.Select(argument => Scalar("key", argument)).ToList();
        return values.Count == 0
            ? throw new TemplateException("key takes one or more values, such as {{key item.id item.updated_at}}.")
            : values.Contains(string.Empty) ? string.Empty : string.Join('/', values.Count == 1 ? values : values.Select(WithoutSeparator));
    }

    private static string WithoutSeparator(string value) => value.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);

    private static string Truncate(object?[] arguments)
    {
        var values = Counted("truncate", arguments, 2);
        var text = Scalar("truncate", values[0]);
        if (!int.TryParse(Scalar("truncate", values[1]), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            throw new TemplateException("truncate takes a text and a whole number, such as {{truncate item.message 200}}.");
        }

        return TextLength.Cut(text, length);
    }

    private static string? Text(object? value) => value is bool truth ? truth ? "true" : "false" : value as string;

    private static string Text(string helper, object?[] arguments, int count) => Scalar(helper, Counted(helper, arguments, count)[0]);

    private static object?[] Counted(string helper, object?[] arguments, int count) => arguments.Length == count
        ? arguments
        : throw new TemplateException($"{helper} takes {count} value{(count == 1 ? string.Empty : "s")}, not {arguments.Length}.");

    private static string Scalar(string helper, object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new TemplateException($"{helper} takes text, not a list or an object."),
    };
}
