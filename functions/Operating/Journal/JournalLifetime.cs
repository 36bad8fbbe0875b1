using AlturBridge.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AlturBridge.Operating.Journal;

/// <summary>
/// Starts the journal once every setting was checked, and stops it last: hops still report while they finish.
/// </summary>
public sealed class JournalLifetime(IServiceProvider services) : IHostedLifecycleService
{
    private LeadJournal? journal;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        journal = services.GetRequiredService<LeadJournal>();
        journal.Start();

        // A list that cannot be opened stops the start, not each call.
        _ = services.GetRequiredService<IDoNotCallList>();
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => journal?.StopAsync() ?? Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
