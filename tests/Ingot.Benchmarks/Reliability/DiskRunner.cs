using System.Text.RegularExpressions;
using Ingot.Benchmarks.Soak;
using Ingot.Tests.Shared.Trials;

namespace Ingot.Benchmarks.Reliability;

/// <summary>Runs something on a disk that has too little room, or that may only be read: it ends with a code and a place, leaves nothing half-written, and succeeds later.</summary>
/// <param name="trial">What is run.</param>
/// <param name="place">Where, on the disk.</param>
/// <param name="disk">The disk.</param>
/// <param name="seed">The same seed leaves the same room.</param>
internal sealed partial class DiskRunner(KillTrial trial, TrialPlace place, SmallDisk disk, int seed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly KillRunner _runner = new(trial, place, seed);
    private readonly Random _random = new(seed);
    private long _need;

    /// <summary>Runs it without a fault, and sees how much room it takes.</summary>
    public async Task PrepareAsync()
    {
        await _runner.PrepareAsync();
        place.Restore();
        var before = disk.Free;
        await trial.RunAsync(kill: null, Patience);
        _need = Math.Max(before - disk.Free, 64 << 10);
    }

    /// <summary>One run with too little room.</summary>
    /// <param name="number">Its number: the first has none at all.</param>
    /// <returns>What was wrong, and whether the disk made it fail.</returns>
    public Task<(IReadOnlyList<string> Faults, bool Hit)> FillAsync(int number)
    {
        var room = number == 0 ? 0 : (long)(_random.NextDouble() * _need);
        return TryAsync(() => disk.Fill(room), disk.Empty);
    }

    /// <summary>One run where nothing can be written.</summary>
    /// <returns>What was wrong, and whether the disk made it fail.</returns>
    public Task<(IReadOnlyList<string> Faults, bool Hit)> ReadOnlyAsync() => TryAsync(() => disk.MayWrite(false), () => disk.MayWrite(true));

    private async Task<(IReadOnlyList<string> Faults, bool Hit)> TryAsync(Action fail, Action mend)
    {
        place.Restore();
        TrialRun run;
        fail();
        try
        {
            run = await trial.RunAsync(kill: null, Patience);
        }
        finally
        {
            mend();
        }

        var faults = new List<string>();
        if (run.ExitCode == 0 && !trial.GoesOn && _runner.Difference() is { } difference)
        {
            faults.Add($"it says that it succeeded, but {difference}");
        }

        var code = Code().Match(run.Output);
        if (run.Output.Contains("INGOT9001", StringComparison.Ordinal))
        {
            faults.Add("it has no code of its own: " + run.Output);
        }
        else if (run.ExitCode != 0 && !code.Success)
        {
            faults.Add($"it ended with {run.ExitCode} without a code and a place: {run.Output}");
        }

        faults.AddRange(WholeFiles.FaultsIn(place.Work));
        faults.AddRange(trial.GoesOn ? [] : Directory.GetFiles(place.Work, "*", SearchOption.AllDirectories).Where(f => WholeFiles.IsTemporary(Path.GetRelativePath(place.Work, f))).Select(f => "it left " + f));
        var hit = run.ExitCode != 0 || run.Output.Contains("INGOT8001", StringComparison.Ordinal);
        trial.Forget();
        faults.AddRange((await _runner.RunAgainAsync()).Select(f => f + " (before, it said: " + run.Output.Trim() + ")"));
        return (faults, hit);
    }

    // A place is a path, of a file or a folder.
    [GeneratedRegex(@"^\s*(?<place>[^\s:][^:]*[/.][^:]*): (error|warning) (INGOT(?!9001)\d{4}|MSB\d{4}|CS\d{4}|NETSDK\d{4}|NU\d{4})", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
