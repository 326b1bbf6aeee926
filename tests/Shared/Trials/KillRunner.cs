namespace Ingot.Tests.Shared.Trials;

/// <summary>Kills something at random points of its run, uniform over the time of one that is not killed, and checks the laws.</summary>
/// <param name="trial">What is killed.</param>
/// <param name="place">Where.</param>
/// <param name="seed">Repeats a trial: the same seed gives the same kinds of kills and the same parts of the time.</param>
internal sealed class KillRunner(KillTrial trial, TrialPlace place, int seed)
{
    private static readonly KillKind[] Kinds = [KillKind.Tree, KillKind.Alone, KillKind.Tree, KillKind.Terminate];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // A worker asks its stage to stop for five seconds when its build is gone.
    private static readonly TimeSpan ProcessPatience = TimeSpan.FromSeconds(15);

    private readonly Random _random = new(seed);
    private Dictionary<string, string> _expected = [];
    private TimeSpan _time;

    /// <summary>Makes what is there before, and runs it twice without a kill: to know its results and its time.</summary>
    public async Task PrepareAsync()
    {
        place.Clear();
        await trial.PrepareAsync();
        place.Keep();
        for (var i = 0; i < 2; i++)
        {
            place.Restore();
            var run = await trial.RunAsync(kill: null, Patience);
            var faults = run.Faults.Concat(trial.FaultsAtEnd()).ToList();
            if (run.ExitCode != 0 || faults.Count > 0)
            {
                throw new InvalidOperationException($"{trial.Name} without a kill ended with {run.ExitCode}: {string.Join('\n', faults)}\n{run.Output}");
            }

            var content = Content();
            if (i > 0 && Difference(content) is { } difference)
            {
                throw new InvalidOperationException($"{trial.Name} gives something else each time: {difference}");
            }

            (_expected, _time) = (content, run.Took);
        }
    }

    /// <summary>One kill.</summary>
    public async Task<KillResult> KillAsync()
    {
        place.Restore();
        var kind = Kinds[_random.Next(Kinds.Length)];
        var after = _random.NextDouble() * _time;
        var killed = await trial.RunAsync((kind, after), Patience);
        var faults = new List<string>(killed.Faults);
        faults.AddRange((await LeftProcesses.AwaitNoneAsync(place.Temporary, ProcessPatience)).Select(p => "a process is left: " + p));
        var temporary = Directory.GetFiles(place.Temporary, "*", SearchOption.AllDirectories).Count(f => !IsOfRuntime(f));
        faults.AddRange(WholeFiles.FaultsIn(place.Work));
        faults.AddRange(trial.Faults());
        Age();
        faults.AddRange(await RunAgainAsync());
        return new KillResult(kind, after, killed.Hit, faults, temporary);
    }

    /// <summary>Runs it as if nothing had happened: it must succeed, and leave what it leaves when nothing happens.</summary>
    public async Task<IReadOnlyList<string>> RunAgainAsync()
    {
        var run = await trial.RunAsync(kill: null, Patience);
        var faults = new List<string>(run.Faults);
        if (run.ExitCode != 0 && !trial.WasDone(run))
        {
            faults.Add($"the next run ended with {run.ExitCode}: {run.Output}");
        }

        faults.AddRange(WholeFiles.FaultsIn(place.Work));
        faults.AddRange(trial.FaultsAtEnd());
        if (Difference() is { } difference)
        {
            faults.Add(difference);
        }

        return faults;
    }

    /// <summary>How the folder is other than after a run without a fault; null: it is not.</summary>
    public string? Difference() => Difference(Content());

    // .NET's own, by which debuggers and profilers find a process.
    private static bool IsOfRuntime(string path) =>
        Path.GetFileName(path) is var name && (name.StartsWith("clr-debug-pipe-", StringComparison.Ordinal) || name.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal));

    // As if the next run came a day later: what may still be somebody's work is not removed at once.
    private void Age()
    {
        foreach (var file in Directory.GetFiles(place.Work, "*", SearchOption.AllDirectories).Where(f => WholeFiles.IsTemporary(Path.GetRelativePath(place.Work, f))))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-1));
        }
    }

    private Dictionary<string, string> Content()
    {
        var content = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(place.Work, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(place.Work, path);
            if (trial.ContentOf(name, path) is { } text)
            {
                content[name] = text;
            }
        }

        return content;
    }

    private string? Difference(Dictionary<string, string> content)
    {
        var left = content.Keys.Except(_expected.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var missing = _expected.Keys.Except(content.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var other = _expected.Where(e => content.TryGetValue(e.Key, out var now) && now != e.Value).Select(e => e.Key).Order(StringComparer.Ordinal).ToList();
        return left.Count + missing.Count + other.Count == 0
            ? null
            : $"the next run left other files than without a kill; more: {string.Join(", ", left)}; fewer: {string.Join(", ", missing)}; others: {string.Join(", ", other)}";
    }
}
