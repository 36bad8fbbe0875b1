using System.Globalization;
using System.Reflection;

namespace AlturBridge.Tests.StandIns;

/// <summary>Writes the parameters of a method, with their names and default values, as the recorded API does.</summary>
internal static class ApiParameters
{
    public static string Of(MethodBase method) => string.Join(", ", method.GetParameters().Select(Of));

    public static string Literal(Type type, object? value) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => (type.IsEnum ? $"({ApiTypeName.Of(type)})" : "") + Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Of(ParameterInfo parameter) =>
        $"{Modifier(parameter)}{ApiTypeName.Of(parameter.ParameterType)} {parameter.Name}{Default(parameter)}";

    private static string Modifier(ParameterInfo parameter)
    {
        if (parameter.IsDefined(typeof(ParamArrayAttribute)))
        {
            return "params ";
        }

        return !parameter.ParameterType.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
    }

    private static string Default(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? $" = {Literal(parameter.ParameterType, parameter.RawDefaultValue)}" : "";
}
