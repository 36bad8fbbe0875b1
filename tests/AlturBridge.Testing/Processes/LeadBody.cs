using System.Globalization;

namespace AlturBridge.Testing.Processes;

/// <summary>A lead of typical size: about 300 bytes.</summary>
internal static class LeadBody
{
    public static string Create(int index) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"agent_id":"3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34","phone_number_to":"{{PhoneNumber(index)}}","end_user_display_name":"Zoë Lindqvist {{index}}","end_user_context":"Asked for a demo of the Pro plan on the pricing page. Company: Example Robotics.","initial_message":"Hello, you asked us to call."}
        """);

    /// <summary>Exchanges run from 220 to 299: those ending in 11 are never assigned.</summary>
    public static string PhoneNumber(int index) => string.Create(
        CultureInfo.InvariantCulture, $"+1{202 + index / 800_000}{220 + index / 10_000 % 80}{index % 10_000:0000}");
}
