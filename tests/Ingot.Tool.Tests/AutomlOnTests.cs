using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Tool.Building;

namespace Ingot.Tool.Tests;

/// <summary>The trainer Auto whose trials are made by other processes chooses what it chooses by itself, to the byte.</summary>
public sealed class AutomlOnTests : IDisposable
{
    private static readonly string[] Names = ["leaderboard.json", "choice.json", "Leave.leaderboard.html"];

    private readonly string _root = Directory.CreateTempSubdirectory("ingot-automl-").FullName;
    private readonly SearchedProject _project;
    private readonly DiagnosticList _diagnostics = new();
    private readonly ProgressList _progress = new();

    public AutomlOnTests() => _project = new SearchedProject(_root) { Trainer = ("Auto", new() { ["Trials"] = "6", ["Parallel"] = "2", ["Folds"] = "2", ["Constraints"] = "Nodes<=60000;Size<=10MB;Recall>=0.1" }), Search = [] };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Workers_of_this_machine_make_the_same_leaderboard_and_their_predictions_the_same_ensemble()
    {
        Run(Stage.Prepare);
        Run(Stage.Automl);
        var own = Files();
        Assert.Contains("\"ensemble\": {", File.ReadAllText(Output(Names[0])), StringComparison.Ordinal);
        Directory.Delete(_project.Journals, recursive: true);

        Run(Stage.Automl, "local --parallel 2");

        Assert.Equal(own, Files());
        Assert.Contains(_progress.Lines, l => l.StartsWith("trials are made by 2 workers (local)", StringComparison.Ordinal));
        var answers = Answers();
        Assert.Equal(6, answers.Length);
        Assert.All(answers, a => Assert.Contains("\"predictions\": [", File.ReadAllText(a), StringComparison.Ordinal));

        // With the journal alone, as of trials that were made before there were workers: these are asked what the candidates of the ensemble say.
        Directory.Delete(Path.Combine(Directory.GetDirectories(_project.Journals).Single(), "queue"), recursive: true);
        Run(Stage.Automl, "local --parallel 2");
        Assert.Equal(own, Files());
        Assert.Equal(12, _progress.Lines.Count(p => p.StartsWith("trial ", StringComparison.Ordinal)));
        Assert.InRange(Answers().Length, 1, 6);
    }

    private List<byte[]> Files() => [.. Names.Select(n => File.ReadAllBytes(Output(n)))];

    private string[] Answers() => Directory.GetFiles(_project.Journals, "answer.json", SearchOption.AllDirectories);

    private string Output(string name) => Path.Combine(_project.Stages, Stage.Automl.FolderName, name);

    private void Run(Stage stage, string? on = null)
    {
        var outcome = new StageRunner(_diagnostics, _progress) { OpenScheduler = SchedulerChoice.Open }.Run(stage, _project.Write(on), _project.Stages, 2, CancellationToken.None);
        Assert.True(outcome == StageOutcome.Passed, string.Join('\n', _diagnostics.Items));
    }

    private sealed class ProgressList : IStageProgress
    {
        public List<string> Lines { get; } = [];

        public void Report(string message, double? fraction = null) => Lines.Add(message);
    }
}
