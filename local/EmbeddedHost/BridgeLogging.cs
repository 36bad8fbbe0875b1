using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace AlturBridge.EmbeddedHost;

internal static class BridgeLogging
{
    /// <summary>A line for every hop; <c>Logging__LogLevel__AlturBridge=Warning</c> silences the good news.</summary>
    public static void AddBridgeConsole(this ILoggingBuilder logging, IConfiguration configuration, bool isOn)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        // Whoever starts the bridge explains a failed start in a sentence.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter("AlturBridge", LogLevel.Information);
        logging.AddConfiguration(configuration.GetSection("Logging"));

        if (isOn)
        {
            // Before the console itself, so that settings such as Logging__Console__FormatterName=json win. Without a name the console
            // ignores the formatter's options.
            logging.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = ConsoleFormatterNames.Simple);
            logging.Services.Configure<SimpleConsoleFormatterOptions>(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            });
            logging.AddConsole();
        }
    }
}
