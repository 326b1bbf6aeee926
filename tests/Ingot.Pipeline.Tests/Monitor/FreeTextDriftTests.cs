using System.Globalization;
using System.Text;
using Ingot.Core.Monitoring;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline.Tests.Monitor;

/// <summary>What monitoring says of a column of free text.</summary>
public class FreeTextDriftTests
{
    [Fact]
    public void Texts_of_another_kind_are_drift_and_the_same_ones_are_none()
    {
        using var model = new ModelFolder();
        FreeTextTests.WriteMessages(model, "train.csv", 600, 1);
        FreeTextTests.WriteMessages(model, "reference.csv", 300, 2);
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export));
        model.AddItem("MonitorGate", "Drift", 12);

        Serve(model, m => m);
        Assert.True(model.Run(Stage.Monitor) == StageOutcome.Passed, string.Join('\n', model.Diagnostics.Items));
        var quiet = Drift(model);
        Assert.Equal(["message (characters)", "message (letters)", "message (words)"], quiet.Select(m => m.Column).Order(StringComparer.Ordinal));
        Assert.All(quiet, m => Assert.Equal(0, m.Value));

        model.Items.RemoveAt(model.Items.Count - 1);
        Serve(model, m => $"{m} 0123456789 9876543210");
        Assert.Equal(StageOutcome.GateFailed, model.Run(Stage.Monitor));
        Assert.All(Drift(model), m => Assert.True(m.Low > m.Threshold, m.ToString()));
        Assert.Contains("of 'message (", Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT8034").Message, StringComparison.Ordinal);
    }

    private static List<MonitorMeasurement> Drift(ModelFolder model) =>
        [.. MonitorReportFile.Read(model.Output(Stage.Monitor, "monitor.json")).Measurements.Where(m => m.Name == MonitorCatalog.Drift)];

    private static void Serve(ModelFolder model, Func<string, string> change)
    {
        var lines = File.ReadAllLines(model.File("reference.csv"));
        var scores = ((NumberColumn)ParquetTable.Read(model.Output(Stage.Evaluate, "predictions.parquet"), ["probability"])["probability"]).Values;
        var text = new StringBuilder("id,at,message,p,answer\n");
        for (var row = 0; row < scores.Length; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row},{ServedRows.Start.AddSeconds(row * 240):yyyy-MM-ddTHH:mm:ssZ},{change(lines[row + 1].Split(',')[0])},{scores[row]:R},{(scores[row] >= 0.5 ? "Yes" : "No")}\n");
        }

        File.WriteAllText(model.File("served.csv"), text.ToString());
        model.AddItem("MonitorData", model.File("served.csv"), 11, ("Timestamp", "at"), ("Id", "id"), ("Outputs", "probability=p;predicted_label=answer"));
        model.Properties["ModelMonitorFrom"] = "2026-03-02";
        model.Properties["ModelMonitorTo"] = "2026-03-03";
    }
}
