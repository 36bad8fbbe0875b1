using System.CommandLine;
using System.Security.Cryptography;
using AlturBridge.Sandbox.Simulation;
using Microsoft.AspNetCore.Connections;

namespace AlturBridge.Sandbox.Run;

/// <summary>
/// Only the simulated Altur and webhook, for a bridge that runs elsewhere on this machine. Prints that bridge's settings, then a line for
/// each call and delivery.
/// </summary>
public static class SimulationCommand
{
    public static Command Create()
    {
        var altur = SandboxCommand.Parsed(
            "--altur-url", "Where the simulated Altur listens.", Address, new Uri("http://127.0.0.1:7080"));
        var webhook = SandboxCommand.Parsed(
            "--webhook-url", "Where the webhook receiver listens.", Address, new Uri("http://127.0.0.1:7081"));
        var command = new Command("simulation", "Only the simulated Altur and the webhook receiver, for a bridge that runs under func "
            + "start.") { altur, webhook };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var console = parsed.InvocationConfiguration;
            try
            {
                return await RunAsync(parsed.GetValue(altur)!, parsed.GetValue(webhook)!, console.Output.WriteLine, cancellationToken);
            }
            catch (IOException exception) when (exception.InnerException is AddressInUseException)
            {
                await console.Error.WriteLineAsync($"{exception.Message} Choose others with --altur-url and --webhook-url.");
                return 1;
            }
        });
        return command;
    }

    /// <param name="alturUrl">Where the simulated Altur listens.</param>
    /// <param name="webhookUrl">Where the webhook receiver listens.</param>
    /// <param name="print">Prints a line; called from many requests at once.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>0, once it is stopped.</returns>
    public static async Task<int> RunAsync(Uri alturUrl, Uri webhookUrl, Action<string> print, CancellationToken cancellationToken)
    {
        var apiKey = $"simulated-{RandomNumberGenerator.GetHexString(16)}";
        var secret = $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}";
        await using var altur = await SimulatedAltur.StartAsync(
            new SimulatedAlturOptions { Url = alturUrl, ApiKey = apiKey }, cancellationToken);
        await using var webhook = await WebhookReceiver.StartAsync(
            new WebhookReceiverOptions { Url = webhookUrl, Secrets = [secret] }, cancellationToken);
        altur.Answered += post => print($"called {post.Outcome}");
        webhook.Received += delivery => print($"{(delivery.SignatureValid ? "delivered" : "refused")} {delivery.LeadId}");

        print($"Altur__BaseUrl={altur.BaseUrl}");
        print($"Altur__ApiKey={apiKey}");
        print($"Webhook__Url={webhook.Url}");
        print($"Webhook__Secrets__0={secret}");

        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }

        return 0;
    }

    /// <exception cref="FormatException">It is not such an address.</exception>
    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp
            ? address
            : throw new FormatException($"'{text}' is not an address such as http://127.0.0.1:7080.");
}
