using System.Globalization;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline.Tests.Monitor;

public class SkewTests
{
    [Theory]
    [InlineData("id")]
    [InlineData("customer")]
    public void Values_that_the_preparation_has_otherwise_are_counted_and_gated(string key)
    {
        using var model = WithCustomers();

        // Every tenth row has another usage, every twentieth no plan; 30 rows are of things that nobody prepared.
        Serve(model, key, (row, cells) => row % 10 == 0 ? cells[0] + "1" : cells[0], (row, cells) => row % 20 == 0 ? string.Empty : cells[2], row => row < 30 ? $"new{row}" : $"r{row}");
        model.AddItem("MonitorGate", "Skew", 20, ("Column", "age"), ("Max", "1%"));
        model.AddItem("MonitorGate", "Skew", 21, ("Max", "2%"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(Stage.Monitor));

        var report = MonitorReportFile.Read(model.Output(Stage.Monitor, "monitor.json"));
        var skew = report.Measurements.Where(m => m.Name == "Skew").ToDictionary(m => m.Column!);
        Assert.Equal((27.0 / 270, 0, 270), (skew["usage"].Value, skew["age"].Value, skew["age"].Rows));
        Assert.InRange(skew["plan"].Value, 13.0 / 270, 14.0 / 270);
        Assert.InRange(skew["usage"].Low, 0.06, 0.1);
        Assert.Equal(skew["usage"].Value, report.Chunks.Single().Measurements.Single(m => m is { Name: "Skew", Column: "usage" }).Value);
        Assert.Equal([GateOutcome.Passed, GateOutcome.Failed], report.Verdicts.Select(v => v.Outcome));
        Assert.Contains("Skew of 'usage' in production is 0.1000", Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT8032").Message, StringComparison.Ordinal);
        Assert.Contains("skew", File.ReadAllText(model.Output(Stage.Monitor, "Leave.monitor.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Things_that_are_there_more_than_once_are_left_out()
    {
        using var model = WithCustomers();
        File.AppendAllLines(model.File("train.csv"), ["1,1,a,Yes,r0", "1,1,a,No,r1"]);
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export));
        Serve(model, "id", (_, cells) => cells[0], (_, cells) => cells[2], row => $"r{row}");

        model.Run(Stage.Monitor);

        var skew = MonitorReportFile.Read(model.Output(Stage.Monitor, "monitor.json")).Measurements.Where(m => m.Name == "Skew").ToList();
        Assert.Equal(3, skew.Count);
        Assert.All(skew, m => Assert.Equal((0, 298), (m.Value, m.Rows)));
    }

    [Fact]
    public void Without_anything_to_find_rows_by_it_is_said_and_a_gate_is_not_passed()
    {
        using var model = WithCustomers();
        model.AddItem("MonitorGate", "Skew", 20, ("Max", "1%"));
        Serve(model, "id", (_, cells) => cells[0], (_, cells) => cells[2], row => $"other{row}");
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Monitor));
        Assert.Contains("none of the window's rows is found in the prepared data by the id of the request", Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT8035").Message, StringComparison.Ordinal);

        using var other = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, other.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export));
        ServedRows.Serve(other, 1);
        other.AddItem("MonitorGate", "Skew", 20, ("Max", "1%"));
        Assert.Equal(StageOutcome.GateFailed, other.Run(Stage.Monitor));
        Assert.Contains("role Entity", Assert.Single(other.Diagnostics.Items, d => d.Code == "INGOT8055").Message, StringComparison.Ordinal);
        Assert.Single(other.Diagnostics.Items, d => d.Code == "INGOT8030");
    }

    private static ModelFolder WithCustomers()
    {
        var model = new ModelFolder();
        foreach (var (file, letter) in new[] { ("train.csv", 't'), ("reference.csv", 'r') })
        {
            File.WriteAllLines(model.File(file), File.ReadAllLines(model.File(file)).Select((l, i) => i == 0 ? l + ",customer" : FormattableString.Invariant($"{l},{letter}{i - 1}")));
        }

        model.AddItem("Column", "customer", 9, ("Role", "Entity"));
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export));
        return model;
    }

    private static void Serve(ModelFolder model, string key, Func<int, string[], string> usage, Func<int, string[], string> plan, Func<int, string> thing)
    {
        var lines = File.ReadAllLines(model.File("reference.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        var scores = ((NumberColumn)ParquetTable.Read(model.Output(Stage.Evaluate, "predictions.parquet"), ["probability"])["probability"]).Values;
        File.WriteAllLines(
            model.File("served.csv"),
            lines.Select((cells, row) => string.Create(
                CultureInfo.InvariantCulture,
                $"{thing(row)},{ServedRows.Start.AddSeconds(row):yyyy-MM-ddTHH:mm:ssZ},{usage(row, cells)},{cells[1]},{plan(row, cells)},{scores[row]:R},{(scores[row] >= 0.5 ? "Yes" : "No")}")).Prepend($"{key},at,usage,age,plan,p,answer"));
        (string, string)[] mapping = [("Timestamp", "at"), ("Outputs", "probability=p;predicted_label=answer")];
        model.AddItem("MonitorData", model.File("served.csv"), 11, key == "id" ? [.. mapping, ("Id", "id")] : mapping);
        model.Properties["ModelMonitorFrom"] = "2026-03-02";
        model.Properties["ModelMonitorTo"] = "2026-03-03";
    }
}
