using System.Security.Cryptography;
using System.Text;

namespace AlturBridge.Forwarding;

public static class TraceParent
{
    /// <summary>
    /// A <c>traceparent</c> (W3C Trace Context) where no trace is under way: one trace for each lead, so that its attempts stand together at
    /// the receiver, and one parent for each attempt. Marked as sampled: a receiver that follows its caller would record nothing otherwise.
    /// </summary>
    /// <param name="leadId">The lead's id.</param>
    /// <param name="messageId">The MessageId, another one for each attempt.</param>
    public static string Of(string leadId, string messageId) => $"00-{Hash(leadId)[..32]}-{Hash(messageId)[..16]}-01";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
