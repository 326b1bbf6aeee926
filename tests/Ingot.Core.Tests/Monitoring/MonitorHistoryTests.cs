using Ingot.Core.Diagnostics;
using Ingot.Core.Drift;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests.Monitoring;

public sealed class MonitorHistoryTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-history-").FullName;
    private readonly DiagnosticList _said = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_window_is_the_same_file()
    {
        var first = Add(Entry(0));
        var before = File.ReadAllBytes(PathOf(first));

        Assert.Equal(first, Add(Entry(0)));

        Assert.StartsWith("20261109T000000Z-", first, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(PathOf(Assert.Single(Files()))));
        Assert.Empty(_said.Items);
    }

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        var entry = Entry(0, 120, 0.81);
        var file = Add(entry);

        var window = Assert.Single(Read().Windows(entry));

        Assert.Equal((file, 0), (window.File, window.Replaced.Count));
        Assert.Equal(MonitorHistoryFile.ToJson(entry), MonitorHistoryFile.ToJson(window.Entry));
        var auc = window.Entry.Measurements.Single(m => m.Name == "AUC").ToMeasurement();
        Assert.Equal((0.81, 0.81 - 0.01, 0.81 + 0.01, 0.79, 120), (auc.Value, auc.Low, auc.High, auc.Threshold, auc.Rows));
        Assert.Equal([DriftOutcome.Stable, DriftOutcome.Drifted], window.Entry.Measurements.Select(m => m.Outcome).OfType<DriftOutcome>());
        Assert.Equal(["tenure"], window.Entry.Drifted);
        Assert.Equal((2, GateOutcome.Failed, "INGOT8034"), (window.Entry.Columns, window.Entry.Verdicts[0].Outcome, window.Entry.Verdicts[0].Code));
    }

    [Fact]
    public void Labels_that_came_later_replace_what_was_known_and_that_is_seen()
    {
        var early = Add(Entry(0, 120, 0.81));
        Add(Entry(1, 50, 0.80));
        var late = Add(Entry(0, 900, 0.78));

        Assert.Equal(late, Add(Entry(0, 900, 0.78)));
        Assert.Equal(3, Files().Count);
        var windows = Read().Windows(Entry(0));
        Assert.Equal([late, Files().Single(f => f != early && f != late)], windows.Select(w => w.File));
        Assert.Equal([early], windows[0].Entry.Replaces);
        Assert.Equal((900, 120), (windows[0].Entry.Labelled, windows[0].Replaced.Single().Labelled));

        // Even back to what it once was: the last word is the last one.
        Add(Entry(0, 120, 0.81));
        Assert.Equal((120, 2), (Read().Windows(Entry(0))[0].Entry.Labelled, Read().Windows(Entry(0))[0].Replaced.Count));
    }

    [Fact]
    public void Two_machines_that_measured_the_same_window_are_merged_by_copying_files()
    {
        var other = Directory.CreateTempSubdirectory("ingot-history-").FullName;
        try
        {
            Add(Entry(0, 120, 0.81));
            var more = Add(Entry(0, 300, 0.80), other);
            Add(Entry(1, 10, 0.80), other);
            foreach (var file in Directory.GetFiles(Path.Combine(other, "Contoso.Churn")))
            {
                File.Copy(file, PathOf(Path.GetFileName(file)));
            }

            var windows = Read().Windows(Entry(0));
            Assert.Equal((2, more, 1), (windows.Count, windows[0].File, windows[0].Replaced.Count));

            // The next measurement knows both.
            Add(Entry(0, 400, 0.79));
            Assert.Equal(2, Read().Windows(Entry(0))[0].Entry.Replaces.Count);
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    [Fact]
    public void Another_channel_is_another_line_of_windows()
    {
        Add(Entry(0) with { Channel = "staging" });
        Add(Entry(0));

        Assert.Null(Assert.Single(Read().Windows(Entry(0))).Entry.Channel);
        Assert.Equal(2, Read().Windows().Count);
    }

    [Fact]
    public void Line_ends_that_git_has_changed_are_no_damage()
    {
        var file = Add(Entry(0));
        File.WriteAllText(PathOf(file), File.ReadAllText(PathOf(file)).ReplaceLineEndings("\r\n"));

        Assert.Single(Read().Windows());
        Assert.Empty(_said.Items);
    }

    public static TheoryData<string, string> Harm => new()
    {
        { "half", "{ \"formatVersion\": 1, \"pack" },
        { "empty", "" },
        { "null", "null" },
        { "not JSON", "\0\u0001\u0002" },
        { "merge conflict", "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> branch\n" },
        { "newer", "{ \"formatVersion\": 99 }" },
        { "deep", new string('[', 100_000) },
        { "large", new string(' ', MonitorHistoryFile.MostBytes + 1) },
    };

    [Theory]
    [MemberData(nameof(Harm))]
    public void A_damaged_file_is_named_and_all_others_are_read(string what, string content)
    {
        Assert.NotEmpty(what);
        Add(Entry(1));
        File.WriteAllText(PathOf(Add(Entry(0))), content);

        Assert.Equal(Start.AddDays(14), Assert.Single(Read().Windows()).Entry.Before);
        Assert.Equal("INGOT8050", Assert.Single(_said.Items).Code);
    }

    [Theory]
    [InlineData("\"rows\": 1000", "\"rows\": 1001")]
    [InlineData("\"rows\": 1000", "\"rows\": 1000, \"more\": 1")]
    [InlineData("\"rows\": 1000", "\"rows\": 1000, \"rows\": 1000")]
    [InlineData("\"rows\": 1000", "\"rows\": null")]
    [InlineData("\"labelled\": 100", "\"labelled\": -1")]
    [InlineData("\"value\": 0.8", "\"value\": 1e999")]
    [InlineData("\"before\": \"2026-11-09", "\"before\": \"2020-11-09")]
    [InlineData("\"package\": \"Contoso.Churn\"", "\"package\": \"Contoso.Other\"")]
    public void A_file_that_somebody_changed_is_not_believed_even_when_it_is_renamed_to_fit(string from, string to)
    {
        var file = Add(Entry(0));
        var text = File.ReadAllText(PathOf(file));
        Assert.Contains(from, text, StringComparison.Ordinal);
        text = text.Replace(from, to, StringComparison.Ordinal);
        File.WriteAllText(PathOf(file), text);

        Assert.Empty(Read().Windows());
        Assert.Equal("INGOT8050", Assert.Single(_said.Items).Code);

        if (from == "\"rows\": 1000" && to == "\"rows\": 1001")
        {
            return;
        }

        // Under the name that its content asks for: by what it says.
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(PathOf(file))))[..16];
        File.Move(PathOf(file), PathOf((to.Contains("2020", StringComparison.Ordinal) ? "20201109" : "20261109") + $"T000000Z-{hash}.json"));
        Assert.Empty(Read().Windows());
        Assert.Equal(2, _said.Items.Count);
        Assert.All(_said.Items, d => Assert.Equal("INGOT8050", d.Code));
    }

    [Fact]
    public void Something_else_in_the_folder_is_told_of()
    {
        Add(Entry(0));
        File.WriteAllText(PathOf("notes.json"), "{}");

        Assert.Single(Read().Windows());
        Assert.Contains("notes.json", Assert.Single(_said.Items).Location.File, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_a_thousand_columns_leaves_a_small_file_too()
    {
        var names = Enumerable.Range(0, 1000).Select(i => $"column{i}").ToList();
        var report = Report(100, 0.8) with
        {
            Drift = [.. names.Select((n, i) => Finding(n, i == 700 ? DriftOutcome.Drifted : DriftOutcome.Stable, i / 10_000.0))],
            Measurements = [.. names.SelectMany(n => new[] { "Drift", "Missing", "Unseen", "Anomalies" }.Select(m => new MonitorMeasurement { Name = m, Column = n, Measure = m == "Drift" ? "PSI" : null, Value = 0.01, Rows = 1000 }))],
        };

        var entry = MonitorHistoryEntry.Of(report, Start, Start.AddDays(7), null, []);

        Assert.InRange(MonitorHistoryFile.ToJson(entry).Length, 1, 60_000);
        Assert.Equal((200, 3800, 1000), (entry.Measurements.Count, entry.LeftOut, entry.Columns));
        Assert.Equal(["column700"], entry.Drifted);
        Assert.Contains(entry.Measurements, m => m.Column == "column700");
        Assert.Contains(entry.Measurements, m => m.Column == "column999");
    }

    [Fact]
    public void Pruning_keeps_the_newest_windows_of_each_line_and_what_cannot_be_read()
    {
        Add(Entry(0, 10, 0.8));
        Add(Entry(0, 20, 0.8));
        Add(Entry(0) with { Channel = "staging" });
        var second = Add(Entry(1));
        var third = Add(Entry(2));
        File.WriteAllText(PathOf("20260101T000000Z-0123456789abcdef.json"), "damaged");

        Assert.Equal(2, Read().Prune(2).Count);

        Assert.Equal(4, Files().Count);
        Assert.Equal([second, third], Read().Windows(Entry(0)).Select(w => w.File));
    }

    [Fact]
    public void A_folder_that_refuses_is_said()
    {
        File.WriteAllText(Path.Combine(_folder, "Contoso.Churn"), "a file");
        var (history, file) = MonitorHistory.Read(_folder, "Contoso.Churn", _said).With(Entry(0));

        Assert.Equal("INGOT8052", Assert.Throws<IngotException>(() => history.Write(file)).Diagnostic.Code);
    }

    private static MonitorHistoryEntry Entry(int week, long labelled = 100, double auc = 0.8) =>
        MonitorHistoryEntry.Of(Report(labelled, auc), Start.AddDays(7 * week), Start.AddDays(7 * (week + 1)), null, []);

    private static MonitorReport Report(long labelled, double auc) => new()
    {
        Model = "Churn", Package = "Contoso.Churn", Task = ModelTask.BinaryClassification, PositiveClass = "Yes", Reference = new MonitorReference("a package", "1.4.0", 5000),
        From = Start, Before = Start.AddDays(7), Rows = 1000, Labelled = labelled, Versions = [new MonitorVersion("1.4.0", 1000, Start, Start.AddDays(6))],
        Measurements =
        [
            new MonitorMeasurement { Name = "AUC", Value = auc, Low = auc - 0.01, High = auc + 0.01, StandardError = 0.005, Rows = labelled, Reference = 0.85, ReferenceStandardError = 0.004, Threshold = 0.79 },
            new MonitorMeasurement { Name = "Drift", Column = "tenure", Measure = "PSI", Value = 0.4, Low = 0.3, High = 0.5, Rows = 1000, Threshold = 0.2 },
            new MonitorMeasurement { Name = "Estimated.AUC", Value = double.NaN, Rows = 1000 },
        ],
        Drift = [Finding("tenure", DriftOutcome.Drifted, 0.4), Finding("age", DriftOutcome.Stable, 0.01), Finding("plan", DriftOutcome.NotYet, double.NaN)],
        Chunks = [], Notes = [], Verdicts = [new Verdict { Gate = "Drift", Outcome = GateOutcome.Failed, Code = "INGOT8034", Message = "m" }],
    };

    private static DriftFinding Finding(string column, DriftOutcome outcome, double effect) => new()
    {
        Column = column, Measure = "PSI", Unit = "nats", Outcome = outcome, Effect = effect, Low = effect, High = effect, Confidence = 0.95, Observed = effect, PValue = 0.5, CorrectedPValue = 0.5,
        Threshold = DriftThreshold.Of(DriftThresholdMode.Fixed, 0.2, null), ReferenceRows = 5000, CurrentRows = 1000, ReferenceMissing = 0, CurrentMissing = 0, Method = "delta", Notes = [], Bins = [],
    };

    private string Add(MonitorHistoryEntry entry, string? folder = null)
    {
        var (history, file) = MonitorHistory.Read(folder ?? _folder, "Contoso.Churn", _said).With(entry);
        history.Write(file);
        return file;
    }

    private MonitorHistory Read() => MonitorHistory.Read(_folder, "Contoso.Churn", _said);

    private List<string> Files() => [.. Directory.GetFiles(Path.Combine(_folder, "Contoso.Churn")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private string PathOf(string file) => Path.Combine(_folder, "Contoso.Churn", file);
}
