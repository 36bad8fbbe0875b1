using AlturBridge.Receiving.Authentication;
using FsCheck;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AlturBridge.Tests.Receiving.Authentication;

/// <summary>Only what was signed is proven, and no input makes it throw.</summary>
[Properties(Replay = "(20261122,1)", MaxTest = 1000, QuietOnSuccess = true)]
public sealed class SignatureProperties
{
    private static readonly AuthenticationMethod[] Methods =
        [AuthenticationMethod.Basic, AuthenticationMethod.Bearer, AuthenticationMethod.HeaderSecret, AuthenticationMethod.QuerySecret];

    private static readonly string[] Settings = ["Header", "Prefix", "Content", "IdHeader", "TimestampHeader"];

    private static readonly (Vector Vector, Authenticator Authenticator, string Header, bool IsHex)[] Signed =
    [
        Of("standard-webhooks-v1-published", "standard-webhooks", "webhook-signature", isHex: false),
        Of("hubspot-v2-post-published", "hubspot-v2", "X-HubSpot-Signature", isHex: true),
        Of("hubspot-v3-python-sdk", "hubspot-v3", "X-HubSpot-Signature-v3", isHex: false),
        Of("close-hmac-computed", "close", "close-sig-hash", isHex: true),
        Of("meta-leadgen-computed", "meta", "X-Hub-Signature-256", isHex: true),
        Of("typeform-computed", "typeform", "Typeform-Signature", isHex: false),
        Of("calendly-computed-ok", "calendly", "Calendly-Webhook-Signature", isHex: true),
        Of("generic-hmac-sha1-hex", "hmac-sha1-hex", "X-Signature", isHex: true),
        Of("generic-hmac-sha512-base64", "hmac-sha512-base64", "X-Signature", isHex: false),
        Of("standard-webhooks-v1a-published", "standard-webhooks-v1a", "webhook-signature", isHex: false),
        Of("gohighlevel-ed25519-computed", "highlevel", "X-GHL-Signature", isHex: false),
    ];

    [Property]
    public bool A_body_with_one_bit_changed_is_refused(byte which, ushort place, byte bit)
    {
        var (vector, authenticator, _, _) = Signed[which % Signed.Length];
        var body = vector.Body.ToArray();
        body[place % body.Length] ^= (byte)(1 << (bit % 8));

        return authenticator.Refusal(vector.Request() with { Body = body }, vector.Now) is not null;
    }

    [Property]
    public bool A_signature_with_one_bit_changed_is_refused(byte which, ushort place, byte bit)
    {
        var (vector, authenticator, header, isHex) = Signed[which % Signed.Length];
        var request = vector.Request();
        var text = request.Headers[header].ToString().ToCharArray();
        var index = place % text.Length;
        var before = text[index];
        text[index] = (char)(before ^ (1 << (bit % 7)));
        request.Headers[header] = new string(text);

        var isSameDigit = isHex && char.ToLowerInvariant(before) == char.ToLowerInvariant(text[index]) && char.IsAsciiHexDigit(before);
        return isSameDigit || authenticator.Refusal(request, vector.Now) is not null;
    }

    [Property]
    public bool Any_other_time_id_method_or_address_is_refused_where_it_is_signed(byte which, NonEmptyString text)
    {
        var (vector, authenticator, _, _) = Signed[which % Signed.Length];
        var recipe = vector.Scheme;

        bool IsRefused(IncomingRequest request) => authenticator.Refusal(request, vector.Now) is not null;
        IncomingRequest With(string header)
        {
            var request = vector.Request();
            request.Headers[header] = text.Get;
            return request;
        }

        return recipe switch
        {
            "standard-webhooks-v1" or "standard-webhooks-v1a-ed25519" =>
                IsRefused(With("webhook-id")) && IsRefused(With("webhook-timestamp")),
            "close-sig-hash" => IsRefused(With("close-sig-timestamp")),
            "hubspot-v2" or "hubspot-v3" =>
                IsRefused(vector.Request() with { Method = text.Get }) && IsRefused(vector.Request() with { Urls = [text.Get] }),
            _ => true,
        };
    }

    [Property]
    public bool Any_text_in_any_header_is_answered(byte which, string? one, string? two, bool twice, string? address, long clock)
    {
        var (vector, authenticator, _, _) = Signed[which % Signed.Length];
        var now = DateTimeOffset.UnixEpoch.AddTicks(clock % TimeSpan.FromDays(36500).Ticks);

        return vector.Request().Headers.Keys.All(name =>
        {
            var request = vector.Request();
            request.Headers[name] = twice ? new StringValues([one, two]) : new StringValues(one);

            // The only header here that no signature needs.
            return (name == "X-HubSpot-Signature-Version" || authenticator.Refusal(request, vector.Now) is not null)
                && authenticator.Refusal(request with { Urls = [address ?? string.Empty] }, now) is not null;
        });
    }

    [Property]
    public bool Any_credentials_are_answered(string? authorization, string? token, string? header)
    {
        var request = new IncomingRequest(
            "POST",
            [string.Empty],
            new HeaderDictionary { ["Authorization"] = authorization, ["X-Api-Key"] = header },
            new QueryCollection(new Dictionary<string, StringValues> { ["token"] = token, ["access_token"] = token }),
            default);

        return Methods.All(method =>
            Authenticator.Create(
                Recipe.Setting,
                method,
                method == AuthenticationMethod.QuerySecret ? "token" : "X-Api-Key",
                ["user:qz4mT8vK2xWbN6rJ9dLpC3hF"],
                new SignatureOptions())
                .Refusal(request, DateTimeOffset.UnixEpoch) is not null);
    }

    [Property]
    public bool Any_settings_are_answered_with_sentences(NonNull<string> text, byte which, string? name, NonNull<string> secret)
    {
        var options = Recipe.Options("standard-webhooks", (Settings[which % Settings.Length], text.Get));

        return Enum.GetValues<AuthenticationMethod>().All(method =>
        {
            var problems = AuthenticationRules.Problems(Recipe.Setting, method, name, [secret.Get], options).ToList();
            return problems.All(problem => problem.EndsWith('.'))
                && (problems.Count > 0 || Authenticator.Create(Recipe.Setting, method, name, [secret.Get], options) is not null);
        });
    }

    private static (Vector Vector, Authenticator Authenticator, string Header, bool IsHex) Of(
        string id, string recipe, string header, bool isHex) =>
        (Vector.Of(id), Recipe.Authenticator(recipe, Vector.Of(id).Secrets[0]), header, isHex);
}
