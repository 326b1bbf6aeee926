using System.Diagnostics;
using System.Security.Cryptography;

namespace Ingot.Tests.Shared.Trials;

/// <summary>Something that is killed at random points, and run again.</summary>
/// <param name="place">Where.</param>
internal abstract class KillTrial(TrialPlace place)
{
    /// <summary>Its name on the command line and in reports.</summary>
    public abstract string Name { get; }

    /// <summary>Where it works.</summary>
    protected TrialPlace Place { get; } = place;

    /// <summary>Writes what is there before, into the empty folder.</summary>
    public abstract Task PrepareAsync();

    /// <summary>Runs it, to its end or to a kill.</summary>
    /// <param name="kill">How and when it is killed; null: not.</param>
    /// <param name="patience">How long an end is waited for.</param>
    public virtual async Task<TrialRun> RunAsync((KillKind Kind, TimeSpan After)? kill, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        var processes = Commands().Select(TrialProcess.Start).ToList();
        try
        {
            var faults = new List<string>();
            var hit = false;
            if (kill is var (kind, after))
            {
                // At most so long: it may end before.
                hit = !await processes[0].EndAsync(after);
                if (hit)
                {
                    processes[0].Kill(kind);
                }
            }

            foreach (var process in processes)
            {
                if (!await process.EndAsync(patience))
                {
                    faults.Add($"it did not end within {patience.TotalSeconds:0} s: {process.Output}");
                }
                else if (process != processes[0] && process.ExitCode != 0)
                {
                    faults.Add($"what ran beside it ended with {process.ExitCode}: {process.Output}");
                }
            }

            return new TrialRun(watch.Elapsed, hit, processes[0].HasEnded ? processes[0].ExitCode : -1, processes[0].Output, faults);
        }
        finally
        {
            processes.ForEach(p => p.Dispose());
        }
    }

    /// <summary>Whether a run that follows a kill has told that the killed one had done its work already.</summary>
    /// <param name="run">The run.</param>
    public virtual bool WasDone(TrialRun run) => false;

    /// <summary>Whether it is something that goes on when it cannot write, instead of ending.</summary>
    public virtual bool GoesOn => false;

    /// <summary>What it took over in its last run is no longer asked for: it had said that it was lost.</summary>
    public virtual void Forget()
    {
    }

    /// <summary>What must not have happened, after a kill and before the next run.</summary>
    public virtual IEnumerable<string> Faults() => [];

    /// <summary>What must not have happened, at the end.</summary>
    public virtual IEnumerable<string> FaultsAtEnd() => [];

    /// <summary>What a file says, without what differs from run to run by its nature; null: it is not compared.</summary>
    /// <param name="name">Its path below the folder.</param>
    /// <param name="path">Its path.</param>
    public virtual string? ContentOf(string name, string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }

    /// <summary>What is started at once; the first one is killed.</summary>
    protected virtual IReadOnlyList<TrialCommand> Commands() => [];

    /// <summary>Runs something to its end that belongs to what is there before.</summary>
    protected static async Task SucceedAsync(TrialCommand command)
    {
        using var process = TrialProcess.Start(command);
        if (!await process.EndAsync(TimeSpan.FromMinutes(10)) || process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command.Arguments)} failed:\n{process.Output}");
        }
    }
}
