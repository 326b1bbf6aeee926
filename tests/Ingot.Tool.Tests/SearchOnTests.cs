using System.Diagnostics;
using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Jobs.Schedulers;
using Ingot.Jobs.Tests;
using Ingot.Pipeline;
using Ingot.Tests.Shared;
using Ingot.Tool.Building;
using Ingot.Tool.Workers;
using k8s;

namespace Ingot.Tool.Tests;

/// <summary>A search whose trials are made by other processes finds what it finds by itself, to the byte.</summary>
public sealed class SearchOnTests : IClassFixture<SlurmCluster>, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-search-").FullName;
    private readonly SlurmCluster _cluster;
    private readonly SearchedProject _project;
    private readonly DiagnosticList _diagnostics = new();
    private readonly ProgressList _progress = new();
    private string? _kubernetes;

    public SearchOnTests(SlurmCluster cluster)
    {
        _cluster = cluster;
        _project = new SearchedProject(_root)
        {
            Trainer = ("LightGbm", new() { ["Iterations"] = "1500", ["EarlyStopping"] = "0" }),
            Search = new() { ["Trials"] = "5", ["Parallel"] = "2", ["Leaves"] = "4..31", ["Boosting"] = "Gbdt|Rf", ["Constraints"] = "Nodes<=60000;Size<=1MB;Recall>=0.6" },
        };
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Workers_of_this_machine_make_the_same_trials()
    {
        var own = OfOneProcess();

        Run(Stage.Search, "local --parallel 2");

        Assert.Equal(own, File.ReadAllBytes(_project.Report));
        Assert.Contains(_progress.Lines, l => l.StartsWith("trials are made by 2 workers (local)", StringComparison.Ordinal));
    }

    [SlurmFact]
    public async Task Slurm_makes_the_same_trials_though_a_worker_is_killed()
    {
        var own = OfOneProcess();

        await SearchWithAKillAsync("slurm", entirely: false);

        Assert.Equal(own, await File.ReadAllBytesAsync(_project.Report));
        await _cluster.UntilIdleAsync();
    }

    [UnixFact]
    public async Task Kubernetes_makes_the_same_trials_though_a_pod_is_killed()
    {
        var own = OfOneProcess();
        await using var server = await KubernetesServer.StartAsync(OwnTool.Command(UnitTool.Verb));
        _kubernetes = server.Address;

        await SearchWithAKillAsync("kubernetes", entirely: true);

        Assert.Equal(own, await File.ReadAllBytesAsync(_project.Report));

        // The Job itself began the pod again: two workers of one Job, and none was left behind.
        Assert.Equal(2, (int)Assert.Single(server.Made)["spec"]!["completions"]!);
        Assert.DoesNotContain(_diagnostics.Items, d => d.Code == "INGOT9304");
    }

    [Theory]
    [InlineData("moon", "moon")]
    [InlineData("slurm --image i", "--image is for --on kubernetes")]
    [InlineData("local --parallel 0", "whole number from 1")]
    public void What_is_no_scheduler_is_told_at_the_search(string on, string said)
    {
        var error = Assert.Throws<IngotException>(() => SchedulerChoice.Open(on, 1, new SourceLocation("Churn.csproj", 7, 5)));
        Assert.Equal(("INGOT2610", 7), (error.Diagnostic.Code, error.Diagnostic.Location.Line));
        Assert.Contains(said, error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_on_the_command_line_is_what_the_search_reads()
    {
        var choice = new SchedulerChoice();
        var command = new System.CommandLine.Command("search");
        choice.AddTo(command);
        Assert.Null(choice.TextOf(command.Parse([])));
        Assert.Equal("slurm --parallel=3 \"--slurm=--comment=a b\" --slurm=--mem=8G", choice.TextOf(command.Parse(["--on", "slurm", "--slurm=--comment=a b", "--slurm=--mem=8G", "--parallel", "3"])));
        Assert.Equal(
            $"kubernetes --image=i --claim=c --mount={Environment.CurrentDirectory}", choice.TextOf(command.Parse(["--on", "kubernetes", "--image", "i", "--claim", "c"])));
        await using var chosen = SchedulerChoice.Open("slurm --parallel=3 \"--slurm=--comment=a b\" --attempts=5", 1, SourceLocation.None);
        Assert.Equal(("slurm", 5), (chosen.Scheduler.Name, chosen.Attempts));
    }

    /// <summary>The report of the search in one process, of which nothing else is left.</summary>
    private byte[] OfOneProcess()
    {
        Run(Stage.Prepare);
        Run(Stage.Search);
        var report = File.ReadAllBytes(_project.Report);
        Directory.Delete(_project.Journals, recursive: true);
        return report;
    }

    /// <summary>Searches somewhere while one of the workers is killed, which is begun again.</summary>
    private async Task SearchWithAKillAsync(string place, bool entirely)
    {
        var killed = KillAWorkerAsync(entirely);
        var searched = Task.Run(() => Run(Stage.Search, place));
        await Waiting.ForAsync(killed);
        await searched;
        Assert.Contains(2, Directory.GetDirectories(_project.Journals, "attempts", SearchOption.AllDirectories).Select(a => Directory.GetDirectories(a).Length));
    }

    // Whichever is in its first trial, which takes longest; with the process that watches it, as a pod would end.
    private async Task KillAWorkerAsync(bool entirely)
    {
        var pid = 0;
        await Waiting.UntilAsync(() =>
        {
            var begun = Directory.Exists(_project.Journals)
                ? Directory.EnumerateDirectories(_project.Journals, "attempts", SearchOption.AllDirectories).Select(a => Path.GetDirectoryName(a)!).FirstOrDefault(u => File.Exists(Path.Combine(u, "request.json")))
                : null;
            return begun is not null && TryRead(Path.Combine(begun, "claim")).Split(' ') is [_, var id, _] && int.TryParse(id, CultureInfo.InvariantCulture, out pid);
        });
        using var worker = Process.GetProcessById(entirely ? ParentOf(pid) : pid);
        worker.Kill(entireProcessTree: true);
    }

    private static int ParentOf(int pid) =>
        int.Parse(File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("PPid:", StringComparison.Ordinal)).Split('\t')[1], CultureInfo.InvariantCulture);

    private static string TryRead(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private void Run(Stage stage, string? on = null)
    {
        var runner = new StageRunner(_diagnostics, _progress)
        {
            OpenScheduler = (text, here, at) => text switch
            {
                "slurm" => new ChosenScheduler(new SlurmScheduler(_cluster.Programs, OwnTool.Command(UnitTool.Verb), 0, [], TimeProvider.System) { Interval = TimeSpan.FromMilliseconds(300), Lateness = TimeSpan.FromSeconds(2) }, 3),
                "kubernetes" => new ChosenScheduler(OnKubernetes(), 3),
                _ => SchedulerChoice.Open(text, here, at),
            },
        };
        var outcome = runner.Run(stage, _project.Write(on), _project.Stages, 2, CancellationToken.None);
        Assert.True(outcome == StageOutcome.Passed, string.Join('\n', _diagnostics.Items));
    }

    private KubernetesScheduler OnKubernetes() =>
        new(new KubernetesClientConfiguration { Host = _kubernetes }, new KubernetesPlace("models", "sdk:10.0", "shared", _root), 0) { Interval = TimeSpan.FromMilliseconds(100), Lateness = TimeSpan.FromSeconds(2) };

    private sealed class ProgressList : IStageProgress
    {
        public List<string> Lines { get; } = [];

        public void Report(string message, double? fraction = null) => Lines.Add(message);
    }
}
