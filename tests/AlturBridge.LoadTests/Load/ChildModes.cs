using System.Globalization;
using System.Text.Json;
using AlturBridge.LoadTests.Measurements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AlturBridge.LoadTests.Load;

/// <summary>What this program does in a separate process on behalf of a measurement.</summary>
internal static class ChildModes
{
    public static async Task GenerateAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var result = await LoadGenerator.RunAsync(
            new Uri(arguments[0]),
            Number(arguments[1]),
            Number(arguments[2]),
            Number(arguments[3]),
            LeadShape.Of(arguments[4]),
            cancellationToken);
        Console.WriteLine(JsonSerializer.Serialize(result));
    }

    /// <summary>The least an endpoint can do with a lead: read it, parse it, answer. No queue.</summary>
    public static async Task ServeBareEndpointAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();

        await using var app = builder.Build();
        app.Map("/api/leads/{source}", async context =>
        {
            using var lead = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            await Results.Json(
                new { id = lead.RootElement.GetProperty("phone_number_to").GetString() },
                statusCode: StatusCodes.Status202Accepted).ExecuteAsync(context);
        });

        await app.StartAsync(cancellationToken);
        Console.WriteLine($"listens on {app.Urls.Single()}/ now");
        await app.WaitForShutdownAsync(cancellationToken);
    }

    public static async Task MeasureBacklogAsync(string[] arguments, CancellationToken cancellationToken) =>
        Console.WriteLine(JsonSerializer.Serialize(await BacklogRun.RunAsync(Number(arguments[0]), cancellationToken)));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
