using System.Diagnostics.CodeAnalysis;

namespace AlturBridge.Receiving.Authenticity;

/// <summary>What stands for the placeholders of a <see cref="SignedContent"/> in one request; the texts as they were sent.</summary>
[SuppressMessage("Design", "CA1054", Justification = "A signature covers the text; a Uri would normalise it.")]
[SuppressMessage("Design", "CA1056", Justification = "A signature covers the text; a Uri would normalise it.")]
public sealed record SignedValues(string Method, string Url, ReadOnlyMemory<byte> Body, string Timestamp, string Id);
