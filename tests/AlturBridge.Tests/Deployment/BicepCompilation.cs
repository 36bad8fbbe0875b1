using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace AlturBridge.Tests.Deployment;

/// <summary>
/// The compiler's result for a file: what it and the linter found and the resulting JSON of a template, or of a parameter file.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made from the compiler's answer.")]
internal sealed record BicepCompilation(bool Success, IReadOnlyList<JsonObject> Diagnostics, string? Contents, string? Parameters);
