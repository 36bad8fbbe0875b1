using System.ComponentModel.DataAnnotations;
using System.Net.Http.Headers;
using AlturBridge.Configuration;
using Microsoft.Extensions.Options;

namespace AlturBridge.Forwarding;

public sealed class WebhookOptions : IValidatableObject
{
    /// <summary>Where Call records go: https, or http on this machine.</summary>
    [Required(ErrorMessage = "Webhook__Url is missing: set it to the https address that receives your Call records.")]
    public required Uri Url { get; set; }

    /// <summary>
    /// Standard Webhooks secrets, <c>whsec_</c> and base64. Two while rotating: the receiver may check either. None: unsigned.
    /// </summary>
    public IList<string> Secrets { get; } = [];

    /// <summary>
    /// Extra headers for every delivery, by name (an underscore is sent as a hyphen); not those that the bridge writes itself.
    /// </summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The longest one delivery may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(4))
        {
            yield return new("Webhook__Timeout must be from 00:00:01 to 00:04:00, such as 00:00:15.");
        }

        if (Url?.OriginalString is ['<', .., '>'])
        {
            yield return new(
                "Webhook__Url still has the <…> of the sample in it: set it to the https address that receives your Call records.");
        }
        else if (Url is not null && !HttpAddress.IsSafe(Url))
        {
            yield return new("Webhook__Url must be an https address, or http on this machine.");
        }
        else if (Url is { UserInfo.Length: > 0 })
        {
            yield return new("Webhook__Url must have no user name or password in it: nothing would send them. Set "
                + "Webhook__Headers__Authorization instead.");
        }

        for (var index = 0; index < Secrets.Count; index++)
        {
            if (Secrets[index] is [.., '>'])
            {
                yield return new($"Webhook__Secrets__{index} still has the <…> of the sample in it: replace it with a secret, or remove "
                    + "the line to leave deliveries unsigned.");
            }
            else if (!WebhookSecret.TryParse(Secrets[index], out _))
            {
                yield return new($"Webhook__Secrets__{index} must be base64 of 24 to 64 bytes, with or without whsec_ before it.");
            }
        }

        using var probe = new HttpRequestMessage();
        foreach (var (name, value) in Headers)
        {
            var header = DeliveryRequest.HeaderOf(name);
            if (DeliveryRequest.IsOwn(header))
            {
                yield return new($"Webhook__Headers__{name} cannot be set: the bridge writes this header itself for each delivery.");
            }
            else if (probe.Headers.NonValidated.Contains(header))
            {
                yield return new(
                    $"Webhook__Headers__{name} is the header {header}, which another setting also sets: remove one of them.");
            }
            else if (!TryAdd(probe.Headers, header, value))
            {
                yield return new($"Webhook__Headers__{name} is not a header that can be sent: its name must be a token, its value "
                    + "ASCII without line breaks.");
            }
        }
    }

    private static bool TryAdd(HttpRequestHeaders headers, string name, string value)
    {
        try
        {
            headers.Add(name, value);
            return value.All(character => character is '\t' or (>= ' ' and <= '~'));
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}

[OptionsValidator]
public sealed partial class WebhookOptionsValidator : IValidateOptions<WebhookOptions>;
