using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace AlturBridge.EmbeddedHost;

internal static class BridgeLogging
{
    /// <summary>A line for every hop; <c>Logging__LogLevel__AlturBridge=Warning</c> leaves the good news out.</summary>
    public static void AddBridgeConsole(this ILoggingBuilder logging, IConfiguration configuration, bool isOn)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        // A start that fails is explained in a sentence by whoever started the bridge.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter("AlturBridge", LogLevel.Information);
        logging.AddConfiguration(configuration.GetSection("Logging"));

        if (isOn)
        {
            // Before the console itself, so that settings win: Logging__Console__FormatterName=json, for one.
            logging.Services.Configure<SimpleConsoleFormatterOptions>(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            });
            logging.AddConsole();
        }
    }
}
