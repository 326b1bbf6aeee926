using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Jobs.Schedulers;
using Ingot.Jobs.Tests;
using Ingot.Pipeline;
using Ingot.Tests.Shared;
using Ingot.Tool.Building;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Tests;

/// <summary>A search whose trials are made by other processes finds what it finds by itself, to the byte.</summary>
public sealed class SearchOnTests(SlurmCluster cluster) : IClassFixture<SlurmCluster>, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-search-").FullName;
    private readonly DiagnosticList _diagnostics = new();
    private readonly ProgressList _progress = new();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Workers_of_this_machine_make_the_same_trials()
    {
        Run(Stage.Prepare);
        Run(Stage.Search);
        var own = File.ReadAllBytes(Report);
        Directory.Delete(Journals, recursive: true);

        Run(Stage.Search, "local --parallel 2");

        Assert.Equal(own, File.ReadAllBytes(Report));
        Assert.Contains(_progress.Lines, l => l.StartsWith("trials are made by 2 workers (local)", StringComparison.Ordinal));
    }

    [SlurmFact]
    public async Task Slurm_makes_the_same_trials_though_a_worker_is_killed()
    {
        Run(Stage.Prepare);
        Run(Stage.Search);
        var own = await File.ReadAllBytesAsync(Report);
        Directory.Delete(Journals, recursive: true);

        var killed = KillAWorkerAsync();
        var searched = Task.Run(() => Run(Stage.Search, "slurm"));
        await Waiting.ForAsync(killed);
        await searched;

        Assert.Equal(own, await File.ReadAllBytesAsync(Report));
        Assert.Contains(2, Directory.GetDirectories(Journals, "attempts", SearchOption.AllDirectories).Select(a => Directory.GetDirectories(a).Length));
        await cluster.UntilIdleAsync();
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

    private string Report => Path.Combine(_root, "ingot", "search", "search.json");

    private string Journals => Path.Combine(_root, "ingot.search");

    // Whichever is in its first trial, which takes longest.
    private async Task KillAWorkerAsync()
    {
        var pid = 0;
        await Waiting.UntilAsync(() =>
        {
            var begun = Directory.Exists(Journals)
                ? Directory.EnumerateDirectories(Journals, "attempts", SearchOption.AllDirectories).Select(a => Path.GetDirectoryName(a)!).FirstOrDefault(u => File.Exists(Path.Combine(u, "request.json")))
                : null;
            return begun is not null && TryRead(Path.Combine(begun, "claim")).Split(' ') is [_, var id, _] && int.TryParse(id, CultureInfo.InvariantCulture, out pid);
        });
        using var worker = Process.GetProcessById(pid);
        worker.Kill();
    }

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
            OpenScheduler = (text, here, at) => text == "slurm"
                ? new ChosenScheduler(new SlurmScheduler(cluster.Programs, OwnTool.Command(UnitTool.Verb), 0, []) { Interval = TimeSpan.FromMilliseconds(300), Lateness = TimeSpan.FromSeconds(2) }, 3)
                : SchedulerChoice.Open(text, here, at),
        };
        var outcome = runner.Run(stage, WriteProject(on), Path.Combine(_root, "ingot"), 2, CancellationToken.None);
        Assert.True(outcome == StageOutcome.Passed, string.Join('\n', _diagnostics.Items));
    }

    private string WriteProject(string? on)
    {
        var file = Path.Combine(_root, "Leave.csproj");
        object Item(string type, string include, Dictionary<string, string>? metadata = null) => new
        {
            type, include, metadata = metadata ?? [], sha256 = File.Exists(include) ? ContentHash.OfFile(include) : string.Empty, file, line = 3, column = 5,
        };
        WriteData("train.csv", 1);
        WriteData("reference.csv", 2);
        var project = Path.Combine(_root, "project.json");
        File.WriteAllText(project, JsonSerializer.Serialize(new
        {
            properties = new Dictionary<string, string?>
            {
                ["ModelName"] = "Leave",
                ["Version"] = "1.0.0",
                ["PackageId"] = "Contoso.Leave",
                ["ProjectFile"] = file,
                ["ModelSchemaFile"] = Path.Combine(_root, "Leave.schema.json"),
                ["ModelAcceptedFile"] = Path.Combine(_root, "Leave.accepted.json"),
                ["ModelLabel"] = "left",
                ["ModelSearchOn"] = on ?? string.Empty,
            },
            items = new[]
            {
                Item("TrainingData", Path.Combine(_root, "train.csv")),
                Item("ReferenceData", Path.Combine(_root, "reference.csv")),
                Item("Trainer", "LightGbm", new() { ["Iterations"] = "1500", ["EarlyStopping"] = "0" }),
                Item("Search", "Boosting", new() { ["Trials"] = "5", ["Parallel"] = "2", ["Leaves"] = "4..31", ["Boosting"] = "Gbdt|Rf" }),
            },
        }));
        return project;
    }

    private void WriteData(string name, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("usage,age,left\n");
        for (var i = 0; i < 600; i++)
        {
            var usage = Math.Round(random.NextDouble() * 100, 2);
            text.Append(CultureInfo.InvariantCulture, $"{usage},{18 + random.Next(60)},{(usage + random.Next(60) > 70 ? "Yes" : "No")}\n");
        }

        File.WriteAllText(Path.Combine(_root, name), text.ToString());
    }

    private sealed class ProgressList : IStageProgress
    {
        public List<string> Lines { get; } = [];

        public void Report(string message, double? fraction = null) => Lines.Add(message);
    }
}
