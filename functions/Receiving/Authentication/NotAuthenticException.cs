using System.Diagnostics.CodeAnalysis;

namespace AlturBridge.Receiving.Authentication;

/// <summary>
/// A request that does not prove who sent it. The message says how to fix it; it never contains a secret, a signature or what was expected.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "Never thrown without its sentence.")]
public sealed class NotAuthenticException(string message) : Exception(message);
