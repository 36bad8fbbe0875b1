using Microsoft.Extensions.Logging;

namespace AlturBridge.EmbeddedHost;

internal static class BridgeLogging
{
    public static void AddBridgeConsole(this ILoggingBuilder logging, bool isOn)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        // A start that fails is explained in a sentence by whoever started the bridge.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter("AlturBridge", isOn ? LogLevel.Information : LogLevel.None);

        if (isOn)
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            });
        }
    }
}
