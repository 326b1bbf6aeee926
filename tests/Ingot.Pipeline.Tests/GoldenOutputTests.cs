using Ingot.Artifacts.Stages;
using Ingot.Tests.Shared;

namespace Ingot.Pipeline.Tests;

/// <summary>What each stage makes of fixed inputs, as hashes beside its version: a stage with another output has another version.</summary>
public class GoldenOutputTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Outputs(int threads)
    {
        var verified = OutputLine.Parse(await Snapshot.Verified());
        using var model = new GoldenModel(threads);
        IReadOnlyList<OutputLine> lines = [.. model.Run().Select(l => l.CountsHere ? l : l.WithHashOf(verified))];

        // Rows of production become files of the format of the project's data, which is text here; and clusters are of another task.
        var others = CollectFiles.Data.Where(f => !f.Pattern.EndsWith(".csv", StringComparison.Ordinal)).Append(EvaluateFiles.Clusters);
        Assert.All(StageCatalog.All.SelectMany(s => s.Leaves).Except(others), f => Assert.Contains(lines, l => l.IsOf(f)));
        await Snapshot.Verify(string.Concat(lines.Select(l => $"{l}\n")), reason: OutputChanges.Explain(verified, lines));
    }

    [Fact]
    public void The_stage_whose_work_changed_is_named_and_those_that_follow_are_not()
    {
        var before = Lines();
        Assert.Empty(OutputChanges.Explain(before, before));

        var reason = OutputChanges.Explain(before, [.. before.Select(l => l.Stage is "Train" or "Evaluate" or "Gate" ? l with { Sha256 = "other" } : l)]);
        Assert.StartsWith("The output of the stage Train changed and its version, ", reason, StringComparison.Ordinal);
        Assert.Contains("(folds.json, model.onnx, report.json, rows.parquet): raise the version in StageCatalog", reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
    }

    [Fact]
    public void A_stage_is_named_when_its_inputs_are_as_they_were_and_when_a_file_came_or_went()
    {
        var before = Lines();
        IReadOnlyList<OutputLine> after =
        [
            .. before.Where(l => !l.IsOf(EvaluateFiles.Behaviour) && !l.IsOf(GateFiles.Score)),
            new OutputLine("Challenge", StageCatalog.Challenge.Version, "more.onnx", "new"),
        ];

        var reasons = OutputChanges.Explain(before, after).Split('\n');
        Assert.Equal(2, reasons.Length);
        Assert.Contains($"stage Challenge changed and its version, {StageCatalog.Challenge.Version}, did not (more.onnx)", reasons[0], StringComparison.Ordinal);
        Assert.Contains("stage Evaluate changed", reasons[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_was_raised_asks_to_accept_what_came_of_it()
    {
        IReadOnlyList<OutputLine> before = [.. Lines().Select(l => l.Stage == "Train" ? l with { Version = 0, Sha256 = "old" } : l)];

        Assert.Equal(
            $"The version of the stage Train is {StageCatalog.Train.Version} and was 0: accept the new file.",
            OutputChanges.Explain(before, Lines()));
    }

    private static IReadOnlyList<OutputLine> Lines() =>
        [.. StageCatalog.All.SelectMany(s => s.Leaves.Select(f => new OutputLine(s.Name, s.Version, f.NameFor(GoldenModel.Name), f.Id)))];
}
