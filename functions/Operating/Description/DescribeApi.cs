using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Operating.Description;

/// <summary>The description of every route and of the deliveries, for people and programs.</summary>
public sealed class DescribeApi
{
    private static readonly byte[] Description = Read();

    [Function("OpenApi")]
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The host calls functions on an instance.")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        Results.Bytes(Description, "application/json");

    private static byte[] Read()
    {
        using var resource = typeof(DescribeApi).Assembly.GetManifestResourceStream("openapi.json") ?? throw new InvalidOperationException(
            "The resource openapi.json is missing.");
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
