using Ingot.Core.Diagnostics;
using Ingot.Jobs.Batches;
using Ingot.Jobs.Schedulers;
using Ingot.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Ingot.Jobs.Tests;

/// <summary>Batches on a real Slurm of two nodes, whose nodes and controller die.</summary>
public sealed class SlurmTests(SlurmCluster cluster) : IClassFixture<SlurmCluster>, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-jobs-").FullName;
    private readonly List<Diagnostic> _diagnostics = [];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [SlurmFact]
    public async Task Units_are_done_on_the_nodes_each_once()
    {
        using var batch = ShellUnits.Open(_root, [.. Enumerable.Range(0, 6).Select(i => $"echo {i} >> done.txt; sleep 0.5; exit {i % 3}")]);
        await RunAsync(batch.Folder);
        Assert.Equal([0, 1, 2, 0, 1, 2], batch.Folder.Units.Select(u => u.Result!.ExitCode));
        Assert.Equal(["n1", "n2"], batch.Folder.Units.Select(u => u.Result!.Machine).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["0", "1", "2", "3", "4", "5"], (await File.ReadAllLinesAsync(Path.Combine(_root, "done.txt"))).Order(StringComparer.Ordinal));
        Assert.Equal([5, 1], batch.Folder.Submissions.Select(s => s.Content.Units.Count));
        Assert.Empty(_diagnostics);
    }

    /// <summary>By it is asked here whether a build there would do anything; what is not the same would have every model built each time, and what is not told would leave one out.</summary>
    [SlurmFact]
    public async Task The_environment_of_a_unit_is_that_of_this_process_but_for_what_the_scheduler_tells()
    {
        using var batch = ShellUnits.Open(_root, "env -0 > env.txt");
        var scheduler = Scheduler();
        await new BatchRun(scheduler, TimeProvider.System, new DiagnosticList()).RunAsync(batch.Folder, _ => { }, CancellationToken.None);

        // SLURM_CONF finds the cluster of these tests; the others are the shell's own.
        bool Counts(string name) => !name.StartsWith("SLURM", StringComparison.Ordinal) && name is not ("_" or "PWD" or "OLDPWD" or "SHLVL");
        var there = (await File.ReadAllTextAsync(Path.Combine(_root, "env.txt"))).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=', 2)).Where(l => Counts(l[0])).ToDictionary(l => l[0], l => l[1]);
        var expected = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Where(e => Counts((string)e.Key)).ToDictionary(e => (string)e.Key, e => (string?)e.Value);
        foreach (var (name, value) in scheduler.Variables!)
        {
            expected[name] = value;
        }

        Assert.Equal("slurm", there["INGOT_BUILD_ON"]);
        Assert.Equal(
            expected.Where(e => e.Value is not null).OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={e.Value}"),
            there.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={e.Value}"));
    }

    [SlurmFact]
    public async Task A_unit_whose_node_dies_is_done_on_another_one()
    {
        using var batch = ShellUnits.Open(_root, "echo $SLURMD_NODENAME >> at.txt; while [ ! -e go ]; do sleep 0.1; done");
        var run = RunAsync(batch.Folder);
        var at = Path.Combine(_root, "at.txt");
        await Waiting.UntilAsync(() => File.Exists(at) && File.ReadAllText(at).EndsWith('\n'));
        var first = (await File.ReadAllTextAsync(at)).Trim();
        await cluster.KillNodeAsync(first);
        await File.WriteAllTextAsync(Path.Combine(_root, "go"), string.Empty);
        await Waiting.ForAsync(run);
        var result = batch.Folder.Units[0].Result!;
        Assert.Equal((0, 2), (result.ExitCode, result.Attempt));
        Assert.NotEqual(first, result.Machine);
        cluster.StartNode(first);
        await cluster.UntilIdleAsync();
    }

    [SlurmFact]
    public async Task A_unit_that_the_controller_forgets_is_handed_over_again()
    {
        using var batch = ShellUnits.Open(_root, "echo x >> at.txt; while [ ! -e go ]; do sleep 0.1; done");
        var run = RunAsync(batch.Folder);
        await Waiting.UntilAsync(() => File.Exists(Path.Combine(_root, "at.txt")));
        await cluster.ForgetAsync();
        await File.WriteAllTextAsync(Path.Combine(_root, "go"), string.Empty);
        await Waiting.ForAsync(run);
        Assert.Equal(0, batch.Folder.Units[0].Result!.ExitCode);
        await cluster.UntilIdleAsync();
    }

    [SlurmFact]
    public async Task What_was_handed_over_without_waiting_is_waited_for_later()
    {
        using var batch = ShellUnits.Open(_root, "echo x >> done.txt", "echo x >> done.txt");
        await Run().SubmitAsync(batch.Folder, CancellationToken.None);
        await RunAsync(batch.Folder);
        Assert.Single(batch.Folder.Submissions);
        Assert.Equal("x\nx\n", await File.ReadAllTextAsync(Path.Combine(_root, "done.txt")));
    }

    [SlurmFact]
    public async Task A_unit_that_a_person_cancels_ends_and_says_so()
    {
        using var batch = ShellUnits.Open(_root, "echo x > begun.txt; sleep 600");
        var run = RunAsync(batch.Folder);
        await Waiting.UntilAsync(() => File.Exists(Path.Combine(_root, "begun.txt")));
        await Scheduler().CancelAsync(batch.Folder.Submissions[0]);
        await Waiting.ForAsync(run);
        var lost = batch.Folder.Units[0].Result!.Lost!;
        Assert.Equal("INGOT9303", lost.Code);
        Assert.Contains("CANCELLED", lost.Reason, StringComparison.Ordinal);
        await cluster.UntilIdleAsync();
    }

    [SlurmFact]
    public async Task A_unit_that_a_person_cancels_before_it_begins_is_not_done()
    {
        using var batch = ShellUnits.Open(_root, [.. Enumerable.Range(0, 3).Select(i => $"echo {i} >> begun.txt; while [ ! -e go ]; do sleep 0.1; done")]);
        var waiting = new TaskCompletionSource();
        var run = Run().RunAsync(batch.Folder, p => _ = p is { Running: 2, Waiting: 1 } && waiting.TrySetResult(), CancellationToken.None);
        await Waiting.ForAsync(waiting.Task);
        Assert.Equal(0, (await cluster.Programs.RunAsync("scancel", [$"{batch.Folder.Submissions[0].Job}_2"], string.Empty, CancellationToken.None)).ExitCode);
        await Waiting.UntilAsync(() => batch.Folder.Units[2].Result is not null);
        await File.WriteAllTextAsync(Path.Combine(_root, "go"), string.Empty);
        await Waiting.ForAsync(run);
        var lost = batch.Folder.Units[2].Result!.Lost!;
        Assert.Equal("INGOT9303", lost.Code);
        Assert.Contains("CANCELLED", lost.Reason, StringComparison.Ordinal);
        Assert.Equal(2, (await File.ReadAllLinesAsync(Path.Combine(_root, "begun.txt"))).Length);
        Assert.Single(batch.Folder.Submissions);
    }

    [Fact]
    public async Task What_vanishes_with_its_array_or_unseen_was_forgotten_and_not_cancelled()
    {
        using var batch = ShellUnits.Open(_root, "a", "b", "c");
        var submission = batch.Folder.Submit("slurm", [0, 1, 2]);
        var (time, said) = (new FakeTimeProvider(), new SaidPrograms("0|RUNNING|None\n1|PENDING|Resources\n2|PENDING|Resources\n"));
        var scheduler = new SlurmScheduler(said, [], 0, [], time);
        await StatesAsync();

        said.Output = "0|RUNNING|None\n1|PENDING|Resources\n";
        Assert.Equal(UnitState.Ended, (await StatesAsync())[2].State);
        said.Output = "0|RUNNING|None\n";
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal([0, 2], (await StatesAsync()).Keys.Order());

        said.Output = "0|PENDING|None\n";
        await StatesAsync();
        said.Output = "\n";
        Assert.Equal([2], (await StatesAsync()).Keys);

        async Task<IReadOnlyDictionary<int, UnitStatus>> StatesAsync() => (await scheduler.StatesAsync(submission, CancellationToken.None))!;
    }

    [SlurmFact]
    public async Task What_sbatch_refuses_is_told_with_its_own_words()
    {
        using var batch = ShellUnits.Open(_root, "true");
        var run = new BatchRun(Scheduler("--partition=nowhere"), TimeProvider.System, new Sink(_diagnostics));
        var error = await Assert.ThrowsAsync<IngotException>(() => run.RunAsync(batch.Folder, _ => { }, CancellationToken.None));
        Assert.Equal("INGOT9301", error.Diagnostic.Descriptor.Code);
        Assert.Contains("invalid partition", error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ClusterName = c\nMaxArraySize            = 201\nMaxJobCount = 9\n", 201)]
    [InlineData("MaxArraySize = 0\n", 1000)]
    [InlineData("", 1000)]
    public async Task An_array_is_as_large_as_the_cluster_says(string configuration, int expected) =>
        Assert.Equal(expected, await new SlurmScheduler(new SaidPrograms(configuration), [], 0, [], TimeProvider.System).MaxUnitsAsync(CancellationToken.None));

    [Fact]
    public async Task Without_slurm_it_is_told_what_is_missing()
    {
        var error = await Assert.ThrowsAsync<IngotException>(() => new SchedulerPrograms(_ => { }).RunAsync("sbatch-that-is-not-there", [], string.Empty, CancellationToken.None));
        Assert.Equal("INGOT9301", error.Diagnostic.Descriptor.Code);
        Assert.Contains("--on local", error.Diagnostic.Message, StringComparison.Ordinal);
    }

    private SlurmScheduler Scheduler(params string[] options) =>
        new(cluster.Programs, ShellUnits.Program, 0, options, TimeProvider.System) { Interval = TimeSpan.FromMilliseconds(300), Lateness = TimeSpan.FromSeconds(2) };

    private BatchRun Run() => new(Scheduler(), TimeProvider.System, new Sink(_diagnostics));

    private Task RunAsync(BatchFolder batch) => Run().RunAsync(batch, _ => { }, CancellationToken.None);

    private sealed class SaidPrograms(string output) : ISchedulerPrograms
    {
        public string Output { get; set; } = output;

        public Task<ProgramAnswer> RunAsync(string name, IReadOnlyList<string> arguments, string input, CancellationToken cancellation) =>
            Task.FromResult(new ProgramAnswer(Output.Length == 0 ? 1 : 0, Output, string.Empty));
    }

    private sealed class Sink(List<Diagnostic> into) : IDiagnosticSink
    {
        public void Report(Diagnostic diagnostic) => into.Add(diagnostic);
    }
}
