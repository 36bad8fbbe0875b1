namespace AlturBridge.Tests.Receivers;

/// <summary>What a receiver is asked to judge.</summary>
internal sealed record SignedDelivery(string? Id, string? Timestamp, string? Signatures, byte[] Body, string[] Secrets, long Now);
