namespace AlturBridge.Receiving.Authentication;

/// <summary>
/// A request that does not prove who sent it. The message says how to fix it; it never contains a secret, a signature or what was expected.
/// </summary>
public sealed class NotAuthenticException(string message) : Exception(message);
