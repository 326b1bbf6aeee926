using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;

namespace Ingot.Pipeline.Tests;

/// <summary>Gates that name releases: scored anew on today's rows, each with its own inputs.</summary>
public class AgainstTests
{
    private static readonly Stage[] ToGate = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate];

    [Fact]
    public void A_slow_decline_that_passes_against_the_last_release_fails_against_the_best()
    {
        using var model = new ModelFolder();
        model.AddItem("Slice", "plan", 7);
        model.AddItem("Gate", "LogLoss", 9, ("MaxRegression", "0.05"));
        model.AddItem("Gate", "LogLoss", 10, ("MaxRegression", "0.05"), ("Against", "best"));
        model.AddItem("Gate", "LogLoss", 11, ("MaxRegression", "0.05"), ("Against", "0.8.0"), ("Slice", "plan=b"));

        // Good, worse, and again worse, each by less than a gate allows.
        var good = Release(model, "0.7.0", iterations: 60);
        var worse = Release(model, "0.8.0", iterations: 12);
        var last = Release(model, "0.9.0", iterations: 10);
        last.NameIn(model);
        ReleasedPackage.NameAll(model, named: [worse], bestOf: [good, worse, last]);
        model.Items.RemoveAll(i => i.ToString()!.Contains("Trainer", StringComparison.Ordinal));
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "9"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        Assert.True(model.Diagnostics.Items.All(d => d.Location.Line != 9), string.Join('\n', model.Diagnostics.Items));
        var failed = model.Diagnostics.Items.Single(d => d.Location.Line == 10);
        Assert.Equal("INGOT4002", failed.Code);
        Assert.Contains(" (0.7.0, the best of 3 releases) to ", failed.Message, StringComparison.Ordinal);

        var verdicts = VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json"));
        var scores = ReleasesFile.Read(model.Output(Stage.Evaluate, "releases.json"));
        Assert.Equal(["0.8.0", "0.7.0", "0.9.0"], scores.Select(s => s.Version));
        Assert.Equal(Value(scores[1].Metrics!, null), verdicts[1].Baseline, 12);
        Assert.Equal(Value(scores[0].Metrics!, "plan=b"), verdicts[2].Baseline, 12);
        Assert.NotNull(verdicts[2].PValue);

        // The baseline is among them as it was scored for the other gates.
        Assert.Equal(Value(MetricsFile.Read(model.Output(Stage.Evaluate, "baseline.json")), null), Value(scores[2].Metrics!, null));
    }

    [Fact]
    public void A_release_that_answers_another_question_is_left_out_of_the_best_and_refused_by_name()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("MaxRegression", "0.05"), ("Against", "best"));
        var other = Release(model, "0.8.0", iterations: 5);
        other.EditSchema(s => s with { PositiveClass = "No" });
        var damaged = Release(model, "0.8.5", iterations: 5);
        damaged.WriteAssembly([1, 2, 3]);
        var fine = Release(model, "0.9.0", iterations: 5);
        ReleasedPackage.NameAll(model, named: [], bestOf: [other, damaged, fine]);

        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        Assert.Equal([("INGOT3048", DiagnosticSeverity.Info), ("INGOT3048", DiagnosticSeverity.Info)], model.Diagnostics.Items.Select(d => (d.Code, d.Severity)));
        Assert.Contains("Contoso.Leave 0.8.0 is not among those of which the best one is compared with: ", model.Diagnostics.Items[0].Message, StringComparison.Ordinal);
        var message = Assert.Single(VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json"))).Message;
        Assert.Contains("(0.9.0, the best of 1 release, without 0.8.0, 0.8.5)", message, StringComparison.Ordinal);
        Assert.Contains("being the very same model", message, StringComparison.Ordinal);

        ReleasedPackage.NameAll(model, named: [other], bestOf: []);
        Assert.Equal(StageOutcome.BadInput, model.Run(ToGate));
        Assert.Equal("INGOT3044", Assert.Single(model.Diagnostics.Items).Code);
    }

    [Fact]
    public void Before_the_first_release_there_is_nothing_to_be_better_than()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("MaxRegression", "0.05"), ("Against", "best"));
        model.Properties["ModelReleasesPackage"] = "Contoso.Leave";

        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        Assert.Equal("INGOT4020", Assert.Single(model.Diagnostics.Items).Code);
        Assert.False(File.Exists(model.Output(Stage.Evaluate, "releases.parquet")));
    }

    private static double Value(MetricsReport report, string? slice) => report.Metrics.First(m => m.Name == "LogLoss" && m.Slice == slice).Value;

    private static ReleasedPackage Release(ModelFolder model, string version, int iterations)
    {
        model.Items.RemoveAll(i => i.ToString()!.Contains("Trainer", StringComparison.Ordinal));
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", iterations.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(model.Run(Stage.Prepare, Stage.Train) == StageOutcome.Passed, string.Join('\n', model.Diagnostics.Items));
        return new ReleasedPackage(model, version);
    }
}
