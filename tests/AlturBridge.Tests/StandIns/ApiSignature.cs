using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AlturBridge.Tests.StandIns;

/// <summary>Writes a type and the members it declares as rows of a recorded API.</summary>
internal static class ApiSignature
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private const BindingFlags PublicStatic = BindingFlags.Public | BindingFlags.Static;

    public static ApiLine OfType(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsValueType: true } => "struct",
            { IsInterface: true } => "interface",
            _ => typeof(Delegate).IsAssignableFrom(type) ? "delegate" : "class",
        };
        var modifiers = kind is "enum" or "delegate" ? "" : ApiModifiers.Of(type);
        var bases = kind switch
        {
            "enum" => [Enum.GetUnderlyingType(type)],
            "delegate" => [],
            "class" when type.BaseType is { } parent && parent != typeof(object) => [parent, .. type.GetInterfaces()],
            _ => type.GetInterfaces(),
        };
        var derives = bases.Length > 0 ? $" : {string.Join(", ", bases.Select(ApiTypeName.Of))}" : "";

        return new(ApiTypeName.Of(type), kind, type.Name, $"public {modifiers}{kind} {ApiTypeName.Of(type)}{derives}", Attributes(type));
    }

    public static IEnumerable<ApiLine> OfMembers(Type type) => type.IsEnum ? type.GetFields(PublicStatic).Select(OfValue) :
    [
        .. type.GetConstructors(Declared).Where(ctor => !ctor.IsStatic && ApiModifiers.IsSeenByOthers(ctor)).Select(OfConstructor),
        .. type.GetFields(Declared).Where(ApiModifiers.IsSeenByOthers).Select(OfField),
        .. type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(ApiModifiers.IsSeenByOthers)).Select(OfProperty),
        .. type.GetEvents(Declared).Where(@event => ApiModifiers.IsSeenByOthers(@event.AddMethod)).Select(OfEvent),
        .. type.GetMethods(Declared).Where(method => ApiModifiers.IsSeenByOthers(method) && !IsAccessor(method)).Select(OfMethod),
    ];

    private static ApiLine OfValue(FieldInfo value) => Line(value, "enum-value", $"{value.Name} = {value.GetRawConstantValue()}");

    private static ApiLine OfConstructor(ConstructorInfo ctor) =>
        Line(ctor, "ctor", $"{ApiModifiers.Access(ctor)}{ctor.DeclaringType!.Name.Split('`')[0]}({ApiParameters.Of(ctor)})");

    private static ApiLine OfField(FieldInfo field)
    {
        var value = field.IsLiteral ? $" = {ApiParameters.Literal(field.FieldType, field.GetRawConstantValue())}" : "";

        return Line(
            field,
            "field",
            $"{ApiModifiers.Access(field)}{ApiModifiers.Of(field)}{ApiTypeName.Of(field.FieldType)} {field.Name}{value}");
    }

    private static ApiLine OfProperty(PropertyInfo property)
    {
        var seen = property.GetAccessors(nonPublic: true).Where(ApiModifiers.IsSeenByOthers).ToList();
        var widest = seen.Find(accessor => accessor.IsPublic) ?? seen[0];
        var accessors = seen.Select(accessor =>
            (ApiModifiers.Access(accessor) == ApiModifiers.Access(widest) ? "" : ApiModifiers.Access(accessor)) + Verb(property, accessor));

        return Line(property, "property", $"{Start(widest, property.PropertyType)} {property.Name} {{ {string.Join(' ', accessors)} }}");
    }

    private static ApiLine OfEvent(EventInfo @event)
    {
        var add = @event.AddMethod!;
        var type = ApiTypeName.Of(@event.EventHandlerType!);

        return Line(@event, "event", $"{ApiModifiers.Access(add)}{ApiModifiers.Of(add)}event {type} {@event.Name}");
    }

    private static ApiLine OfMethod(MethodInfo method)
    {
        var arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(ApiTypeName.Of))}>" : "";
        var constraints = string.Concat(method.GetGenericArguments().Select(Constraints));
        var takes = $"{method.Name}{arguments}({ApiParameters.Of(method)}){constraints}";

        return Line(method, "method", $"{Start(method, method.ReturnType)} {takes}");
    }

    private static string Start(MethodInfo method, Type type) =>
        $"{ApiModifiers.Access(method)}{ApiModifiers.Of(method)}{ApiTypeName.Of(type)}";

    private static string Verb(PropertyInfo property, MethodInfo accessor)
    {
        if (accessor == property.GetMethod)
        {
            return "get;";
        }

        return accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;";
    }

    private static string Constraints(Type parameter)
    {
        var kinds = parameter.GenericParameterAttributes;
        List<string> constraints =
        [
            .. kinds.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
            .. parameter.GetGenericParameterConstraints().Select(ApiTypeName.Of),
            .. kinds.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : Array.Empty<string>(),
        ];

        return constraints.Count > 0 ? $" where {parameter.Name} : {string.Join(", ", constraints)}" : "";
    }

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static ApiLine Line(MemberInfo member, string kind, string signature) =>
        new(ApiTypeName.Of(member.DeclaringType!), kind, member.Name, signature, Attributes(member));

    private static string Attributes(MemberInfo member) =>
        string.Join(
            ',',
            new[] { typeof(ExtensionAttribute), typeof(ObsoleteAttribute), typeof(EditorBrowsableAttribute) }
                .Where(attribute => member.IsDefined(attribute, inherit: false))
                .Select(attribute => attribute.Name[..^nameof(Attribute).Length]));
}
