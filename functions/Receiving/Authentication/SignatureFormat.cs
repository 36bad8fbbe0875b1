namespace AlturBridge.Receiving.Authentication;

/// <summary>What a signature header looks like.</summary>
public enum SignatureFormat
{
    /// <summary>A prefix, if any, and one signature.</summary>
    Plain,

    /// <summary>Standard Webhooks: <c>v1,… v1,…</c>, one for each key of the sender.</summary>
    List,

    /// <summary><c>t=…,v1=…</c>, the timestamp and one or more signatures.</summary>
    Pairs,
}
