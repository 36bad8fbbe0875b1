using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Numbers;
using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Payloads;

namespace AlturBridge.Receiving.Sources;

/// <summary>What is wrong with a source's settings: a sentence for each mistake, before the first lead arrives.</summary>
public static class SourceRules
{
    private const int LongestName = 40;

    public static IEnumerable<string> Problems(string name, SourceOptions source)
    {
        var setting = $"Sources__{name}";
        if (name.Length > LongestName || !name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'))
        {
            return [$"{setting} is not a usable name: use at most {LongestName} letters, digits and '_': "
                + "Azure allows nothing else in a setting's name."];
        }

        if (!SourceLayers.Presets.Names.Contains(source.Preset, StringComparer.OrdinalIgnoreCase))
        {
            return [$"{setting}__Preset is '{source.Preset}', which does not exist: use {string.Join(", ", SourceLayers.Presets.Names)}."];
        }

        string?[] problems =
        [
            string.IsNullOrEmpty(source.AgentId) ? null : AgentProblem($"{setting}__AgentId", source.AgentId),
            .. SignatureProblems(setting, source),
            .. source.Agents.Select((agent, place) => AgentProblem($"{setting}__Agents__{place}", agent)),
            source.Agents.Count > 0 && !string.IsNullOrEmpty(source.AgentId)
                && !source.Agents.Contains(source.AgentId, StringComparer.OrdinalIgnoreCase)
                ? $"{setting}__AgentId must be one of {setting}__Agents, or every lead that names no agent is refused." : null,
            !string.IsNullOrEmpty(source.TimeZone) && !IanaZones.Exists(source.TimeZone)
                ? $"{setting}__TimeZone must be the IANA name of a time zone, such as America/New_York." : null,
            source.MaxPerHour is < 0 or > 1_000_000
                ? $"{setting}__MaxPerHour must be a whole number from 0 (no limit) to 1000000." : null,
            .. AuthenticationRules.Problems(setting, source.Authentication, source.SecretName, source.Secrets, source.Signature),
            source.PublicUrl is not null && !IsPublicUrl(source.PublicUrl)
                ? $"{setting}__PublicUrl must be the https address the sender calls, without a query, such as "
                    + "https://bridge.example.com/api/leads/crm." : null,
            SplitPath.Parse(source.Split) is null
                ? $"{setting}__Split must be names separated by dots, and [*] for every element of a list, as in entry[*].changes[*]."
                : null,
            .. source.Fields.Keys.Except(Field.All, StringComparer.OrdinalIgnoreCase)
                .Select(unknown => $"{setting}__Fields__{unknown} is not a field of a lead: use {string.Join(", ", Field.All)}."),
            !source.Fields.TryGetValue(Field.PhoneNumberTo, out var phone) || phone.All(string.IsNullOrWhiteSpace)
                ? $"{setting}__Fields__phone_number_to is empty: it must be a template that finds the number, such as {{{{ item.phone }}}}."
                : null,
            .. LeadTemplates.Problems(setting, source),
            .. source.Phone.Problems($"{setting}__Phone"),
            .. source.Acknowledgement.Problems($"{setting}__Acknowledgement"),
            .. source.Handshake.Problems($"{setting}__Handshake"),
        ];

        return problems.OfType<string>();
    }

    /// <summary>What is not signed must not count.</summary>
    private static string?[] SignatureProblems(string setting, SourceOptions source)
    {
        if (source.Authentication != AuthenticationMethod.Signature || SignedContent.Parse(source.Signature.Content) is not { } signed)
        {
            return [];
        }

        var coversUrl = signed.Uses(SignedContent.Url);
        return
        [
            source.Body == PayloadFormat.Query && !coversUrl
                ? $"{setting}__Body is query, which the signature does not cover: have the sender sign {{url}}, or use "
                    + "another Authentication." : null,
            source.PublicUrl is null && coversUrl
                ? $"{setting}__PublicUrl is missing: the signature covers the address the sender calls, and a request may name any as its "
                    + "Host." : null,
        ];
    }

    private static string? AgentProblem(string setting, string agent) => CallRequestRules.IsVersion4Uuid(agent)
        ? null
        : $"{setting} must be a version 4 UUID, such as 3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34.";

    private static bool IsPublicUrl(Uri address) =>
        HttpAddress.IsSafe(address)
        && !address.OriginalString.Any(character => character is '?' or '#' || char.IsWhiteSpace(character));
}
