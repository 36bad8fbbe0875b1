namespace AlturBridge.Receiving.Authentication;

/// <summary>What the header of a signature looks like.</summary>
public enum SignatureFormat
{
    /// <summary>A prefix, if any, and one signature.</summary>
    Plain,

    /// <summary>Standard Webhooks: <c>v1,… v1,…</c>, one for each key of the sender.</summary>
    List,

    /// <summary><c>t=…,v1=…</c>, the timestamp and one signature or more.</summary>
    Pairs,
}
