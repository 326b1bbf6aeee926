using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ingot.Core.Monitoring;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline.Tests;

/// <summary>A clustering in use: typed client, server and production.</summary>
public class ClusterServingTests
{
    private static readonly Stage[] ToGate = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Production_is_watched_by_the_shares_of_clusters_and_where_labels_come_by_their_agreement(bool hasLabel)
    {
        using var model = ClusterModel.Folder(hasLabel);
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToGate, Stage.Export]));
        var (clusters, distances) = Predictions(model);
        var lines = File.ReadAllLines(model.File("reference.csv"));
        var text = new StringBuilder("id,at,usage,age,plan,c,d,truth\n");
        for (var day = 0; day < 8; day++)
        {
            for (var row = 0; row < clusters.Length; row++)
            {
                // In the second half nearly all that come are of the greatest cluster.
                var at = day >= 4 && row % 10 > 0 ? Array.IndexOf(clusters, 0.0) : row;
                var cells = lines[at + 1].Split(',');
                text.Append(CultureInfo.InvariantCulture, $"{day}-{row},{new DateTime(2026, 3, 2).AddDays(day).AddSeconds(row * 240):yyyy-MM-ddTHH:mm:ssZ},{cells[0]},{cells[1]},{cells[2]},{clusters[at]},{distances[at]:R},{(hasLabel ? cells[3] : string.Empty)}\n");
            }
        }

        File.WriteAllText(model.File("served.csv"), text.ToString());
        model.AddItem("MonitorData", model.File("served.csv"), 11, [("Timestamp", "at"), ("Id", "id"), ("Outputs", "predicted_label=c;score=d"), .. hasLabel ? [("TrueLabel", "truth")] : Array.Empty<(string, string)>()]);
        model.Properties["ModelMonitorFrom"] = "2026-03-02";
        model.Properties["ModelMonitorTo"] = "2026-03-10";
        model.AddItem("MonitorGate", "Drift.Prediction", 20);

        Assert.Equal(StageOutcome.GateFailed, model.Run(Stage.Monitor));

        Assert.Contains(model.Diagnostics.Items, d => d.Code == "INGOT8034" && d.Location.Line == 20);
        var report = MonitorReportFile.Read(model.Output(Stage.Monitor, "monitor.json"));
        Assert.Equal(2400, report.Rows);
        Assert.Equal(hasLabel, report.Measurements.Any(m => m.Name == "AdjustedRandIndex"));
        Assert.DoesNotContain(report.Measurements, m => m.Name is "Silhouette" || m.Name.StartsWith("Estimated", StringComparison.Ordinal));
        if (hasLabel)
        {
            Assert.Equal(2400, report.Labelled);
            Assert.InRange(report.Measurements.Single(m => m.Name == "AdjustedRandIndex").Value, 0.9, 1);
        }
    }

    [Fact]
    public async Task Server_and_typed_client_say_what_Evaluate_saw()
    {
        using var model = ClusterModel.Folder(hasLabel: false);
        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        var (clusters, distances) = Predictions(model);
        var cells = (await File.ReadAllLinesAsync(model.File("reference.csv"))).Skip(1).Select(l => l.Split(',')).ToList();

        await using var server = await ModelServer.StartAsync(model);
        var answers = await server.PredictAsync(cells.Select(c => new JsonObject { ["usage"] = c[0], ["age"] = c[1], ["plan"] = c[2] }));
        Assert.Equal(distances.Select(d => (float)d), answers.Select(a => (float)a!["score"]!));
        Assert.Equal(clusters.Select(c => c.ToString(CultureInfo.InvariantCulture)), answers.Select(a => (string)a!["predicted_label"]!));

        var typed = BuiltClient.Answer(
            model, ("Usage", float.Parse(cells[4][0], CultureInfo.InvariantCulture)), ("Age", float.Parse(cells[4][1], CultureInfo.InvariantCulture)), ("Plan", cells[4][2]));
        Assert.Equal(((int)clusters[4], (float)distances[4]), ((int)typed("Cluster"), (float)typed("Distance")));
    }

    private static (double[] Clusters, double[] Distances) Predictions(ModelFolder model)
    {
        var predictions = ParquetTable.Read(model.Output(Stage.Evaluate, "predictions.parquet"), ["cluster", "distance"]);
        return (((NumberColumn)predictions["cluster"]).Values, ((NumberColumn)predictions["distance"]).Values);
    }
}
