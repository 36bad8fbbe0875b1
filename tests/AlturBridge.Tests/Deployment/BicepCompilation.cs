using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace AlturBridge.Tests.Deployment;

/// <summary>What the compiler says of a file: what it and the linter found, and, of a template, the JSON it becomes.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made from the compiler's answer.")]
internal sealed record BicepCompilation(bool Success, IReadOnlyList<JsonObject> Diagnostics, string? Contents);
