using System.Reflection;
using System.Text.Json;
using AlturBridge.Numbers;

namespace AlturBridge.Tests.Numbers;

/// <summary>Short names of refusals, as in TestData/crm/phone_cases.json.</summary>
internal static class RefusalName
{
    public static IReadOnlyDictionary<string, PhoneRefusal> All { get; } = typeof(PhoneRefusal)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(field => JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name), field => (PhoneRefusal)field.GetValue(null)!);

    /// <returns>Null for a number.</returns>
    public static string? Of(PhoneResult result) => result is not PhoneRefusal refusal ? null
        : All.FirstOrDefault(named => named.Value == refusal).Key is { } name ? name
        : refusal.Text == new NumberObjection.Type(NumberType.Unassigned).Sentence ? "unassigned"
        : "type_not_allowed";
}
