using System.Security.Cryptography;
using System.Text;
using AlturBridge.Forwarding;
using AlturBridge.Tests.Forwarding;
using AlturBridge.Tests.Messages;

namespace AlturBridge.Tests.Receivers;

/// <summary>Deliveries from the bridge and from others, each with the verdict a receiver must give.</summary>
internal static class SignedDeliveries
{
    private const string Vector = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    /// <summary>By a descriptive name.</summary>
    public static IReadOnlyDictionary<string, (SignedDelivery Delivery, bool IsGenuine)> All { get; } = Create();

    private static Dictionary<string, (SignedDelivery Delivery, bool IsGenuine)> Create()
    {
        var good = Sign(Webhook.Secret);
        var two = Sign(Webhook.Secret, Webhook.OtherSecret);

        return new()
        {
            ["as the bridge sends it"] = (good, true),
            ["a secret without its prefix"] = (good with { Secrets = [Webhook.Secret["whsec_".Length..]] }, true),
            ["two signatures, the first secret"] = (two, true),
            ["two signatures, the second secret"] = (two with { Secrets = [Webhook.OtherSecret] }, true),
            ["one signature, the second of two secrets"] = (good with { Secrets = [Webhook.OtherSecret, Webhook.Secret] }, true),
            ["another secret"] = (good with { Secrets = [Webhook.OtherSecret] }, false),
            ["no secret"] = (good with { Secrets = [] }, false),
            ["an empty secret, signed with it"] = (good with { Secrets = ["whsec_"], Signatures = SignWith([], good) }, false),
            ["five minutes old"] = (good with { Now = good.Now + 300 }, true),
            ["older than five minutes"] = (good with { Now = good.Now + 301 }, false),
            ["five minutes ahead"] = (good with { Now = good.Now - 300 }, true),
            ["further ahead"] = (good with { Now = good.Now - 301 }, false),
            ["an altered body"] = (good with { Body = [.. good.Body, (byte)' '] }, false),
            ["no body"] = (good with { Body = [] }, false),
            ["another id"] = (good with { Id = "json:order-18" }, false),
            ["no id"] = (good with { Id = null }, false),
            ["another timestamp"] = (good with { Timestamp = $"{good.Now + 1}" }, false),
            ["a timestamp with a fraction"] = (good with { Timestamp = $"{good.Now}.0" }, false),
            ["a timestamp that is no number"] = (good with { Timestamp = "now" }, false),
            ["a timestamp that is far too long"] = (good with { Timestamp = new string('9', 5000) }, false),
            ["no timestamp"] = (good with { Timestamp = null }, false),
            ["no signature"] = (good with { Signatures = null }, false),
            ["an empty signature"] = (good with { Signatures = "v1," }, false),
            ["a signature cut short"] = (good with { Signatures = good.Signatures![..^2] }, false),
            ["a signature that is not ASCII"] = (good with { Signatures = "v1,ñ" }, false),
            ["the right signature, of an unknown version"]
            = (good with { Signatures = good.Signatures.Replace("v1,", "v2,", StringComparison.Ordinal) }, false),
            ["the right signature, as if it were asymmetric"]
            = (good with { Signatures = good.Signatures.Replace("v1,", "v1a,", StringComparison.Ordinal) }, false),
            ["unknown versions beside the right one"]
            = (good with { Signatures = $"v1a,abc v2,{good.Signatures[3..]} {good.Signatures} v1," }, true),
            ["the published vector"]
            = (
                new(
                    "msg_p5jXN8AQM9LWM0D4loKWxJek",
                    "1614265330",
                    Vector,
                    "{\"test\": 2432232314}"u8.ToArray(),
                    [Webhook.Secret],
                    1614265330),
                true),
        };
    }

    /// <summary>Signed by the bridge itself; the receiver knows the first secret.</summary>
    private static SignedDelivery Sign(params string[] secrets)
    {
        using var request = new DeliveryRequest(Webhook.Options(null, secrets)).Create(Samples.RecordMessage(), Samples.Noon);
        string Header(string name) => request.Headers.GetValues(name).Single();

        return new(
            Header("webhook-id"),
            Header("webhook-timestamp"),
            Header("webhook-signature"),
            Encoding.UTF8.GetBytes(Samples.CallJson),
            [secrets[0]],
            Samples.Noon.ToUnixTimeSeconds());
    }

    private static string SignWith(byte[] key, SignedDelivery delivery)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{delivery.Id}.{delivery.Timestamp}."), .. delivery.Body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
    }
}
