using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingot.Core.Monitoring;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline.Tests;

/// <summary>An anomaly detection in use: typed client, server and production.</summary>
public class AnomalyServingTests
{
    private static readonly Stage[] ToGate = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Production_is_watched_by_drift_and_where_labels_come_by_what_was_found(bool hasLabel)
    {
        using var model = AnomalyModel.Folder(hasLabel);
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToGate, Stage.Export]));
        var scores = ((NumberColumn)ParquetTable.Read(model.Output(Stage.Evaluate, "predictions.parquet"), ["score"])["score"]).Values;
        var lines = File.ReadAllLines(model.File("reference.csv"));
        var text = new StringBuilder("id,at,usage,age,plan,p,truth\n");
        for (var day = 0; day < 8; day++)
        {
            for (var row = 0; row < scores.Length; row++)
            {
                var cells = lines[row + 1].Split(',');

                // In the second half everybody is older, and more unusual.
                var (age, score) = day < 4 ? (cells[1], scores[row]) : ("200", Math.Min(1, scores[row] + 0.1));
                text.Append(CultureInfo.InvariantCulture, $"{day}-{row},{new DateTime(2026, 3, 2).AddDays(day).AddSeconds(row * 240):yyyy-MM-ddTHH:mm:ssZ},{cells[0]},{age},{cells[2]},{score:R},{(hasLabel ? cells[3] : string.Empty)}\n");
            }
        }

        File.WriteAllText(model.File("served.csv"), text.ToString());
        model.AddItem("MonitorData", model.File("served.csv"), 11, [("Timestamp", "at"), ("Id", "id"), ("Outputs", "score=p"), .. hasLabel ? [("TrueLabel", "truth")] : Array.Empty<(string, string)>()]);
        model.Properties["ModelMonitorFrom"] = "2026-03-02";
        model.Properties["ModelMonitorTo"] = "2026-03-10";
        model.AddItem("MonitorGate", "Drift.Prediction", 20);

        Assert.Equal(StageOutcome.GateFailed, model.Run(Stage.Monitor));

        Assert.Contains(model.Diagnostics.Items, d => d.Code == "INGOT8034" && d.Location.Line == 20);
        var report = MonitorReportFile.Read(model.Output(Stage.Monitor, "monitor.json"));
        Assert.Equal(2400, report.Rows);
        Assert.Contains(report.Measurements, m => m is { Name: "Drift", Column: "age" } && m.Low > m.Threshold);
        Assert.DoesNotContain(report.Measurements, m => m.Name.StartsWith("Estimated", StringComparison.Ordinal));
        Assert.Equal(hasLabel, report.Measurements.Any(m => m.Name == "AUC"));
        if (hasLabel)
        {
            Assert.Equal(2400, report.Labelled);
            var rate = report.Measurements.Single(m => m.Name == "AnomalyRate");
            Assert.True(rate.Value > rate.Reference);
        }
    }

    [Fact]
    public async Task Server_and_typed_client_say_what_Evaluate_saw()
    {
        using var model = AnomalyModel.Folder(hasLabel: true);
        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        var predictions = ParquetTable.Read(model.Output(Stage.Evaluate, "predictions.parquet"), ["score"]);
        var expected = ((NumberColumn)predictions["score"]).Values.Select(s => (float)s).ToArray();
        using var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(model.Output(Stage.Evaluate, "metrics.json")));
        var threshold = metrics.RootElement.GetProperty("threshold").GetDouble();
        var cells = (await File.ReadAllLinesAsync(model.File("reference.csv"))).Skip(1).Select(l => l.Split(',')).ToList();

        await using var server = await ModelServer.StartAsync(model);
        var answers = await server.PredictAsync(cells.Select(c => new JsonObject { ["usage"] = c[0], ["age"] = c[1], ["plan"] = c[2] }));
        Assert.Equal(expected, answers.Select(a => (float)a!["score"]!));
        Assert.Equal(expected.Select(s => s >= threshold ? "anomaly" : "normal"), answers.Select(a => (string)a!["predicted_label"]!));

        var inferred = await server.InferAsync(ModelServer.Tensor("usage", "FP32", 5000), ModelServer.Tensor("age", "FP32", 30), ModelServer.Tensor("plan", "BYTES", "a"));
        Assert.Equal(["predicted_label BYTES", "score FP32"], inferred.Select(o => $"{o!["name"]} {o["datatype"]}"));

        var typed = BuiltClient.Answer(
            model, ("Usage", float.Parse(cells[7][0], CultureInfo.InvariantCulture)), ("Age", float.Parse(cells[7][1], CultureInfo.InvariantCulture)), ("Plan", cells[7][2]));
        Assert.Equal(expected[7], (float)typed("Score"));
        Assert.Equal(expected[7] >= threshold, (bool)typed("IsAnomaly"));
    }
}
