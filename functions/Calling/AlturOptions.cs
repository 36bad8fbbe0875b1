using System.ComponentModel.DataAnnotations;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using Microsoft.Extensions.Options;

namespace AlturBridge.Calling;

public sealed class AlturOptions : IValidatableObject
{
    public static TimeSpan LongestTimeout { get; } = TimeSpan.FromMinutes(4);

    /// <summary>The secret key of the Altur account, sent as <c>Authorization: api-key …</c>.</summary>
    [Required(ErrorMessage = "Altur__ApiKey is missing: set it to the secret key of your Altur account.")]
    public required string ApiKey { get; set; }

    public Uri BaseUrl { get; set; } = new("https://api.altur.io/api/v1.0/");

    /// <summary>The agent for leads whose source specifies none; a version 4 UUID.</summary>
    public string? AgentId { get; set; }

    /// <summary>The longest one POST may take, including connecting. After that, it is unknown whether the phone rang.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > LongestTimeout)
        {
            yield return new("Altur__Timeout must be from 00:00:01 to 00:04:00, such as 00:00:30.");
        }

        if (ApiKey is { } copied && copied.Trim() is { Length: > 0 } trimmed && trimmed.Length < copied.Length)
        {
            yield return new("Altur__ApiKey begins or ends with white space, perhaps a line break: remove it.");
        }
        else if (ApiKey is { } key && !key.All(character => character is >= ' ' and <= '~'))
        {
            yield return new("Altur__ApiKey is not a key: it is not plain ASCII text.");
        }

        if (ApiKey is ['<', .., '>'])
        {
            yield return new("Altur__ApiKey still has the <…> of the sample in it: set it to the secret key of your Altur account.");
        }

        if (!HttpAddress.IsSafe(BaseUrl))
        {
            yield return new("Altur__BaseUrl must be an https address, or http on this machine, such as https://api.altur.io/api/v1.0/.");
        }

        if (AgentId is ['<', .., '>'])
        {
            yield return new("Altur__AgentId still has the <…> of the sample in it: set it to the id of an agent of your Altur account.");
        }
        else if (AgentId is { Length: > 0 } agent && !CallRequestRules.IsVersion4Uuid(agent))
        {
            yield return new("Altur__AgentId must be a version 4 UUID, such as 3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34.");
        }
    }
}

[OptionsValidator]
public sealed partial class AlturOptionsValidator : IValidateOptions<AlturOptions>;
