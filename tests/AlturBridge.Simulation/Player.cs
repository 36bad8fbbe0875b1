using AlturBridge.Simulation.Hosting;
using AlturBridge.Simulation.Promises;
using AlturBridge.Simulation.Stories;

namespace AlturBridge.Simulation;

/// <summary>Plays stories on the real bridge.</summary>
public sealed class Player
{
    private readonly Composition composition = new();
    private readonly SimulatedAzure azure = SimulatedAzure.Shipped();

    public Player()
    {
        ThreadPool.GetMaxThreads(out var workers, out _);
        if (workers != 1)
        {
            throw new InvalidOperationException(
                "Stories are played by the only thread of the pool: start this program itself, which has one.");
        }
    }

    /// <summary>
    /// Plays on the pool's only thread. Whatever the code under simulation leaves to the pool, such as continuations after a semaphore
    /// wait, also runs there, before the next step.
    /// </summary>
    /// <returns>The first broken promise, or null.</returns>
    public BrokenPromise? Play(Story story, Trace? trace = null)
    {
        Simulation? simulation = null;
        BrokenPromise? broken = null;
        Exception? failure = null;
        // Waiting on a task would spin first, and take half the machine from the thread that plays.
        using var isOver = new ManualResetEvent(initialState: false);

        Queue(() =>
        {
            simulation = new Simulation(story, composition, azure, trace);
            simulation.Begin();
            GoOn();
        });

        isOver.WaitOne();
        return failure is null ? broken : throw new InvalidOperationException($"The story of seed {story.Seed} cannot be played.", failure);

        void GoOn()
        {
            while (ThreadPool.PendingWorkItemCount == 0)
            {
                if (!simulation!.Step())
                {
                    broken = simulation.Ledger.Broken;
                    isOver.Set();
                    return;
                }
            }

            Queue(GoOn);
        }

        void Queue(Action work) => ThreadPool.UnsafeQueueUserWorkItem(
            _ =>
            {
                try
                {
                    work();
                }
                catch (Exception exception) when (exception is not OutOfMemoryException)
                {
                    failure = exception;
                    isOver.Set();
                }
            },
            null);
    }

    /// <summary>Finds the smallest story that breaks the same promise, removing every lead and fault it does not need.</summary>
    public Story Shrink(Story story, BrokenPromise broken)
    {
        bool StillBreaks(Story smaller) => smaller.Leads.Count > 0 && Play(smaller)?.Promise == broken.Promise;

        story = story with { Faults = Smaller(story.Faults, faults => StillBreaks(story with { Faults = faults })) };
        return story with { Leads = Smaller(story.Leads, leads => StillBreaks(story with { Leads = leads })) };
    }

    /// <summary>Removes halves, quarters and so on, as long as the rest still breaks the promise.</summary>
    private static IReadOnlyList<T> Smaller<T>(IReadOnlyList<T> all, Func<IReadOnlyList<T>, bool> stillDoes)
    {
        for (var size = Math.Max(1, all.Count / 2); size >= 1; size /= 2)
        {
            for (var from = 0; from < all.Count;)
            {
                IReadOnlyList<T> left = [.. all.Take(from), .. all.Skip(from + size)];
                if (stillDoes(left))
                {
                    all = left;
                }
                else
                {
                    from += size;
                }
            }
        }

        return all;
    }
}
