using System.Text.Json;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Releases.Comparison;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.Schemas;

namespace Ingot.Releases.Tests.Comparison;

public class VersionDifferenceTests
{
    private static readonly PackageEvidence Before = Evidence(
        "1.3.0",
        Binary(Number("tenure", 0, 72), Text("contract", 0, "One year", "Two year"), Number("old"), Of("paperless", ColumnType.Boolean)),
        Metric("AUC", 0.84671, 0.82, 0.87), Metric("LogLoss", 0.41), Metric("AUC", 0.71) with { Slice = "contract=Two year" }, Metric("Gone", 1));

    [Fact]
    public Task Markdown() => Snapshot.Verify(
        DifferenceText.ToMarkdown(VersionDifference.Of(
            Before,
            Evidence(
                "1.4.0",
                Binary(Number("tenure", 0, 80), Text("contract", 0, "Two year", "Three | years"), Number("new"), Number("needed") with { MinFraction = 1 }, Number("paperless")),
                Metric("AUC", 0.85, 0.83, 0.88), Metric("LogLoss", 0.42), Metric("Size", 84_900)))),
        "md");

    [Fact]
    public void What_gates_ask_for_leads_and_slices_that_none_names_are_folded()
    {
        var evidence = Before with
        {
            Metrics = Before.Metrics with
            {
                Metrics = [Metric("LogLoss", 0.41), Metric("AUC", 0.84671), Metric("AUC", 0.7) with { Slice = "plan=a" }, Metric("AUC", 0.6) with { Slice = "plan=b" }, Metric("Latency.P99", 0.0205)],
            },
            Verdicts =
            [
                new Verdict { Gate = "AUC Min=0.84", Outcome = GateOutcome.Passed, Message = "m" },
                new Verdict { Gate = "AUC Min=0.5", Slice = "plan=b", Outcome = GateOutcome.Passed, Message = "m" },
            ],
        };
        string[] Rows(bool all) => [.. DifferenceText.ToMarkdown(VersionDifference.Of(evidence, evidence), all).Split('\n').Where(l => l.StartsWith("| AUC", StringComparison.Ordinal) || l.StartsWith("| L", StringComparison.Ordinal)).Select(l => string.Join('|', l.Split('|').Take(4)))];

        Assert.Equal(["| AUC | all rows | 0.8467 ", "| AUC | plan=b | 0.6000 ", "| LogLoss | all rows | 0.4100 ", "| Latency.P99 | all rows | 20.500 ms "], Rows(all: false));
        Assert.Equal("| AUC | plan=a | 0.7000 ", Rows(all: true)[^1]);
        Assert.Contains("1 more on slices that no gate names: --all shows them.", DifferenceText.ToMarkdown(VersionDifference.Of(evidence, evidence)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_and_itself_do_not_differ()
    {
        var difference = VersionDifference.Of(Before, Before);

        Assert.True(difference.IsSameModel);
        Assert.Empty(difference.Contract);
        Assert.All(difference.Metrics, m => Assert.Equal(0, m.Difference));
        Assert.Contains("Both carry the same ONNX file.", DifferenceText.ToMarkdown(difference), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_task_or_other_classes_break_applications()
    {
        Assert.Equal(
            [new ContractChange("output", "BinaryClassification", "Regression", true)],
            VersionDifference.Of(Before, Before with { Schema = Regression([.. Before.Schema.Features]) }).Contract);
        var changed = Before.Schema with { Columns = [Before.Schema.Label with { Domain = ["No", "Maybe", "Yes"] }, .. Before.Schema.Features], Task = ModelTask.MulticlassClassification, PositiveClass = null };
        var other = changed with { Columns = [changed.Label with { Domain = ["No", "Yes"] }, .. changed.Features] };
        Assert.Equal(
            [new ContractChange("output", "classes No, Maybe, Yes", "classes No, Yes", true)],
            VersionDifference.Of(Before with { Schema = changed }, Before with { Schema = other }).Contract);
    }

    [Fact]
    public void An_input_breaks_applications_when_they_must_hand_it_over_or_no_longer_can()
    {
        var difference = VersionDifference.Of(
            Before,
            Before with { Schema = Binary(Number("tenure", 0, 72) with { MinFraction = 1 }, Text("contract", 0, "One year", "Two year"), Number("new"), Of("paperless", ColumnType.Boolean)) });

        Assert.Equal(
            [
                new ContractChange("old", "number", null, true),
                new ContractChange("tenure", "may be missing", "must be present", true),
                new ContractChange("new", null, "number", false),
            ],
            difference.Contract);
    }

    [Fact]
    public void As_JSON_undefined_metrics_are_null()
    {
        var json = DifferenceText.ToJson(VersionDifference.Of(Before, Evidence("1.4.0", Before.Schema, Metric("AUC", double.NaN))));

        using var document = JsonDocument.Parse(json);
        Assert.False(document.RootElement.GetProperty("sameModel").GetBoolean());
        var auc = document.RootElement.GetProperty("metrics")[0];
        Assert.Equal(("AUC", 0.84671), (auc.GetProperty("name").GetString(), auc.GetProperty("before").GetDouble()));
        Assert.Equal(JsonValueKind.Null, auc.GetProperty("after").ValueKind);
        Assert.Equal(4, document.RootElement.GetProperty("metrics").GetArrayLength());
    }

    private static PackageEvidence Evidence(string version, ModelSchema schema, params MetricResult[] metrics) => new(
        "Contoso.Churn", version, schema,
        new MetricsReport { Model = "Churn", Version = version, Task = schema.Task, OnnxSha256 = version, ReferenceRows = 1409, Metrics = metrics });

    private static MetricResult Metric(string name, double value, double low = double.NaN, double high = double.NaN) =>
        new() { Name = name, Value = value, Low = low, High = high, Rows = 1409 };
}
