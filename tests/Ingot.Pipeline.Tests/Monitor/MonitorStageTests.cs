using System.IO.Compression;
using System.Text;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Monitoring.Windows;

namespace Ingot.Pipeline.Tests.Monitor;

public class MonitorStageTests
{
    private static readonly Stage[] ToExport = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export];

    [Fact]
    public void Quiet_weeks_pass_and_the_figures_are_those_of_the_build()
    {
        using var model = Built();
        model.AddItem("Slice", "plan");
        Gates(model);
        ServedRows.Serve(model, 14);

        Assert.True(StageOutcome.Passed == model.Run(Stage.Monitor), string.Join('\n', model.Diagnostics.Items));

        var report = Report(model);
        Assert.Equal((4200, 4200, 14), (report.Rows, report.Labelled, report.Chunks.Count));
        Assert.All(report.Chunks, c => Assert.Equal((300, true), (c.Rows, c.IsWhole)));
        var auc = report.Measurements.Single(m => m.Name == "AUC" && m.Slice is null);
        Assert.Equal(auc.Reference, auc.Value, 6);
        Assert.Equal(auc.Reference, report.Measurements.Single(m => m.Name == "Estimated.AUC").Value, 0.05);
        Assert.Equal(["plan=a", "plan=b", "plan=c"], report.Measurements.Where(m => m.Name == "AUC").Select(m => m.Slice).OfType<string>());
        Assert.All(report.Measurements.Where(m => m.Name == "Drift"), m => Assert.True(m.High < m.Threshold, m.ToString()));
        Assert.Equal(0, report.Measurements.Single(m => m.Name == "Drift.Share").Value);
        Assert.Equal(0, report.Measurements.Single(m => m.Name == "Errors").Value);
        Assert.InRange(report.Measurements.Single(m => m.Name == "Drift.Multivariate").Low, 0, 0.5);
        Assert.Equal(["age", "plan", "usage"], report.Drift.Select(d => d.Column).Where(c => !c.StartsWith("Drift.", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
        Assert.All(report.Measurements.Where(m => m.Name == "Drift").GroupBy(m => (m.Column, m.Measure)), g => Assert.Single(g));
        Assert.Equal(6, report.Verdicts.Count);
        Assert.All(report.Verdicts, v => Assert.Equal(GateOutcome.Passed, v.Outcome));
    }

    [Fact]
    public void A_column_that_drifts_fails_its_gate_at_its_line_and_the_chunks_say_since_when()
    {
        using var model = Built();
        Gates(model);
        ServedRows.Serve(model, 14, shiftFrom: 10);

        Assert.Equal(StageOutcome.GateFailed, model.Run(Stage.Monitor));

        var drift = Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT8034");
        Assert.Equal((20, 5), (drift.Location.Line, drift.Location.Column));
        Assert.Contains("of 'usage'", drift.Message, StringComparison.Ordinal);
        var report = Report(model);
        var since = report.Chunks.Select(c => c.Measurements.Single(m => m is { Name: "Drift", Column: "usage" })).ToList();
        Assert.Equal(10, since.FindIndex(m => m.Low > m.Threshold));
        Assert.All(since.Skip(10), m => Assert.True(m.Low > m.Threshold));
        var bins = report.Drift.Single(d => d.Column == "usage").Bins;
        Assert.Equal((300, 4200), (bins.Sum(b => b.ReferenceRows), bins.Sum(b => b.CurrentRows)));

        // What the log cannot say of the build's gates: the verdicts stand in SARIF and JUnit as those of the build do.
        Assert.Contains("\"ruleId\": \"INGOT8034\"", File.ReadAllText(model.Output(Stage.Monitor, "verdicts.sarif")), StringComparison.Ordinal);
        Assert.Contains("failures=\"1\"", File.ReadAllText(model.Output(Stage.Monitor, "verdicts.junit.xml")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_concept_that_changed_is_seen_by_labels_only_and_until_they_come_the_gate_is_not_passed()
    {
        using var model = Built();
        Gates(model);
        ServedRows.Serve(model, 6, turnedFrom: 0);

        Assert.Equal(StageOutcome.GateFailed, model.Run(Stage.Monitor));
        Assert.Equal(["INGOT8032", "INGOT8033"], model.Diagnostics.Items.Select(d => d.Code).Where(c => c is "INGOT8032" or "INGOT8033" or "INGOT8034"));
        var report = Report(model);
        Assert.InRange(report.Measurements.Single(m => m.Name == "AUC").Value, 0.4, 0.6);
        Assert.InRange(report.Measurements.Single(m => m.Name == "Estimated.AUC").Value, 0.8, 1);

        model.Items.RemoveAt(model.Items.Count - 1);
        ServedRows.Serve(model, 6, labelledUntil: 0);
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Monitor));
        Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT8035");
        report = Report(model);
        Assert.Equal(GateOutcome.Inconclusive, report.Verdicts.Single(v => v.Gate == "AUC Min=0.7").Outcome);
        Assert.Equal(GateOutcome.Passed, report.Verdicts.Single(v => v.Gate.StartsWith("Estimated", StringComparison.Ordinal)).Outcome);
    }

    [Fact]
    public void The_same_window_gives_the_same_report_whatever_the_number_of_threads()
    {
        using var model = Built();
        using var other = Built(threads: 1);
        string Bytes(ModelFolder folder)
        {
            Gates(folder);
            folder.Properties["ModelDriftThreshold"] = "Both";
            folder.Properties["ModelMonitorChunk"] = "week";
            ServedRows.Serve(folder, 10, shiftFrom: 8, labelledUntil: 9);
            folder.Run(Stage.Monitor);
            return File.ReadAllText(folder.Output(Stage.Monitor, "monitor.json")).Replace(folder.File(string.Empty), string.Empty, StringComparison.Ordinal);
        }

        Assert.Equal(Bytes(model), Bytes(other));
    }

    [Fact]
    public void What_is_missing_is_said()
    {
        using var model = Built();
        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Monitor));
        Assert.Equal("INGOT8041", Assert.Single(model.Diagnostics.Items).Code);

        model.Properties["ModelMonitorLog"] = "nowhere";
        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Monitor));
        Assert.Equal("INGOT8021", Assert.Single(model.Diagnostics.Items).Code);

        model.Properties["ModelMonitorReference"] = "nowhere";
        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Monitor));
        Assert.Equal("INGOT8040", Assert.Single(model.Diagnostics.Items).Code);

        model.Properties.Remove("ModelMonitorReference");
        File.WriteAllText(model.Output(Stage.Export, "monitoring.parquet"), "half a file");
        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Monitor));
        Assert.Equal("INGOT8040", Assert.Single(model.Diagnostics.Items).Code);

        model.Properties["ModelMonitorChunk"] = "fortnight";
        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Monitor));
        Assert.Equal("INGOT1001", Assert.Single(model.Diagnostics.Items).Code);
    }

    [Fact]
    public void A_log_in_a_database_is_opened_by_who_runs_the_stage()
    {
        using var model = Built();
        model.Properties["ModelMonitorPostgres"] = "true";
        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Monitor));
        Assert.Equal("INGOT8041", Assert.Single(model.Diagnostics.Items).Code);

        // An empty log stands for the database.
        model.LogDatabase = _ => new PredictionLogSource(Directory.CreateDirectory(model.File("database")).FullName);
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Monitor));
        Assert.Contains("'Contoso.Leave' has no predictions", Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT8016").Message, StringComparison.Ordinal);

        model.Properties["ModelMonitorLog"] = "log";
        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Monitor));
        Assert.Contains("ModelMonitorLog and ModelMonitorPostgres; expected one of them", Assert.Single(model.Diagnostics.Items).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_on_the_way_stands_in_the_stage_s_own_folder_which_the_next_run_clears()
    {
        using var model = Built();
        ServedRows.Serve(model, 2);
        var seen = new HashSet<string>();
        model.OnProgress = () => seen.UnionWith(Directory.GetDirectories(model.File("ingot"), "window", SearchOption.AllDirectories).Select(w => Path.GetFileName(Path.GetDirectoryName(w)!)));

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Monitor));

        Assert.StartsWith("monitor.tmp-", Assert.Single(seen), StringComparison.Ordinal);
        Assert.False(Directory.Exists(model.Output(Stage.Monitor, "window")));
    }

    [Fact]
    public void Tables_that_are_not_one_are_refused()
    {
        using var model = Built();
        ServedRows.Serve(model, 2);
        model.AddItem("MonitorData", model.File("served.csv"), 12, ("Timestamp", "at"), ("Id", "id"), ("TrueLabel", "answer"), ("Outputs", "probability=p;predicted_label=answer"));

        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Monitor));
        var said = Assert.Single(model.Diagnostics.Items);
        Assert.Equal(("INGOT8041", 12), (said.Code, said.Location.Line));
    }

    [Fact]
    public void What_the_reference_has_of_unseen_and_missing_values_is_counted()
    {
        using var model = new ModelFolder();
        File.WriteAllLines(model.File("reference.csv"), File.ReadAllLines(model.File("reference.csv")).Select((l, i) => i is > 0 and <= 30 ? l.Replace(",a,", ",z,", StringComparison.Ordinal).Replace(",b,", ",,", StringComparison.Ordinal) : l));
        Assert.Equal(StageOutcome.Passed, model.Run(ToExport));
        var lines = File.ReadAllLines(model.File("reference.csv"));
        ServedRows.Serve(model, 2);
        model.AddItem("MonitorGate", "Unseen", 20, ("MaxRegression", "0"));

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Monitor));
        var plan = Report(model).Measurements.Where(m => m.Column == "plan").ToDictionary(m => m.Name);
        Assert.Equal(lines.Count(l => l.Contains(",z,", StringComparison.Ordinal)) / 300.0, plan["Unseen"].Reference, 12);
        Assert.Equal(plan["Unseen"].Reference, plan["Unseen"].Value, 12);
        Assert.Equal(lines.Count(l => l.Contains(",,", StringComparison.Ordinal)) / 300.0, plan["Missing"].Reference, 12);
        Assert.Equal(plan["Missing"].Reference, plan["Missing"].Value, 12);
    }

    [Fact]
    public void A_version_that_serves_is_watched_by_the_evidence_of_its_package()
    {
        using var model = Built();
        Gates(model);
        ServedRows.Serve(model, 3);
        var evidence = Directory.CreateDirectory(model.File("evidence")).FullName;
        foreach (var file in new[] { "monitoring.parquet", "Leave.schema.json", "metrics.json" })
        {
            File.Move(model.Output(Stage.Export, file), Path.Combine(evidence, file));
        }

        model.Properties["ModelMonitorReference"] = "evidence";
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Monitor));
        Assert.Equal(("1.0.0", 300), (Report(model).Reference.Version, Report(model).Reference.Rows));
    }

    [Fact]
    public void A_version_that_serves_is_watched_by_its_package_which_is_anybody_s()
    {
        using var model = Built();
        Gates(model);
        ServedRows.Serve(model, 3);
        string[] all = ["monitoring.parquet", "Leave.schema.json", "metrics.json"];
        Pack(model, "Contoso.Leave", all);
        model.Properties["ModelMonitorPackage"] = "p.nupkg";

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Monitor));
        Assert.Equal(("the package Contoso.Leave 1.0.0", "1.0.0", 300), (Report(model).Reference.Source, Report(model).Reference.Version, Report(model).Reference.Rows));
        Assert.False(File.Exists(model.Output(Stage.Monitor, "reference.parquet")));
        var told = File.ReadAllText(model.Output(Stage.Monitor, "monitor.json")).Replace("the package Contoso.Leave 1.0.0", "the project's own build", StringComparison.Ordinal);
        model.Properties.Remove("ModelMonitorPackage");
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Monitor));
        Assert.Equal(told, File.ReadAllText(model.Output(Stage.Monitor, "monitor.json")));

        model.Properties["ModelMonitorPackage"] = "p.nupkg";
        model.Properties["ModelMonitorReference"] = "evidence";
        Refused("INGOT8054");
        model.Properties.Remove("ModelMonitorReference");
        Pack(model, "Contoso.Other", all);
        Refused("INGOT8040");
        Pack(model, "Contoso.Leave", ["Leave.schema.json", "metrics.json"]);
        Refused("INGOT8040");
        Pack(model, "Contoso.Leave", all, "../outside");
        Refused("INGOT6021");
        File.WriteAllText(model.Output(Stage.Export, "monitoring.parquet"), "half a file");
        Pack(model, "Contoso.Leave", all);
        Refused("INGOT8040");
        File.WriteAllText(model.File("p.nupkg"), "no package");
        Refused("INGOT6021");
        File.Delete(model.File("p.nupkg"));
        Refused("INGOT6020");

        void Refused(string code)
        {
            Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Monitor));
            Assert.Equal(code, Assert.Single(model.Diagnostics.Items).Code);
        }
    }

    private static void Pack(ModelFolder model, string id, IEnumerable<string> evidence, string? more = null)
    {
        using var zip = new ZipArchive(File.Create(model.File("p.nupkg")), ZipArchiveMode.Create);
        void Write(string name, byte[] content)
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }

        Write($"{id}.nuspec", Encoding.UTF8.GetBytes($"<package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata><id>{id}</id><version>1.0.0</version><authors>a</authors><description>d</description></metadata></package>"));
        foreach (var file in evidence)
        {
            Write("evidence/" + file, File.ReadAllBytes(model.Output(Stage.Export, file)));
        }

        if (more is not null)
        {
            Write(more, [1]);
        }
    }

    private static ModelFolder Built(int threads = 2)
    {
        var model = new ModelFolder { Threads = threads };
        Assert.Equal(StageOutcome.Passed, model.Run(ToExport));
        return model;
    }

    private static void Gates(ModelFolder model)
    {
        model.AddItem("MonitorGate", "Drift", 20);
        model.AddItem("MonitorGate", "Drift", 21, ("Column", "plan"), ("Measure", "PSI"), ("Max", "0.2"));
        model.AddItem("MonitorGate", "AUC", 22, ("Min", "0.7"), ("MaxRegression", "0.05"));
        model.AddItem("MonitorGate", "Estimated.AUC", 23, ("Min", "0.7"));
        model.AddItem("MonitorGate", "Rows", 24, ("Min", "100"));
    }

    private static MonitorReport Report(ModelFolder model) => MonitorReportFile.Read(model.Output(Stage.Monitor, "monitor.json"));
}
