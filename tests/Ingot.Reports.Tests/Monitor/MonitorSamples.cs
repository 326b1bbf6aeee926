using Ingot.Core.Drift;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;

namespace Ingot.Reports.Tests.Monitor;

/// <summary>Reports of windows of production.</summary>
internal static class MonitorSamples
{
    public static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Names =
    [
        "tenure", "monthlyCharges", "totalCharges", "contract", "paymentMethod", "internetService", "onlineSecurity", "techSupport", "streamingTV", "streamingMovies",
        "deviceProtection", "onlineBackup", "multipleLines", "phoneService", "paperlessBilling", "seniorCitizen", "partner", "dependents", "gender", "region",
    ];

    /// <summary>Days of a model: from day 18 on the first column drifts, from day 15 on a second version answers, and labels come late.</summary>
    public static MonitorReport Days(int columns = 20, int chunks = 30)
    {
        var random = new Noise(7);
        var names = Enumerable.Range(0, columns).Select(i => i < Names.Length ? Names[i] : $"feature{i}").ToList();
        var parts = Enumerable.Range(0, chunks).Select(i => Chunk(i, chunks, names, random)).ToList();
        return new MonitorReport
        {
            Model = "Churn",
            Package = "Contoso.Churn",
            Task = ModelTask.BinaryClassification,
            PositiveClass = "Yes",
            Reference = new MonitorReference("the package Contoso.Churn 1.4.0", "1.4.0", 5634),
            From = Start,
            Before = Start.AddDays(chunks),
            Rows = parts.Sum(c => c.Rows),
            Labelled = parts.Sum(c => c.Labelled),
            LabelDelay = new MonitorLabelDelay(6.2 * 86400, 13.5 * 86400, 21 * 86400),
            Versions = chunks <= 14 ? [new("1.4.0", 33_120, Start, Start.AddDays(chunks))] :
            [
                new("1.4.0", 15_230, Start.AddMinutes(2), Start.AddDays(14).AddHours(9)), new("1.5.0", 17_890, Start.AddDays(14).AddHours(9), Start.AddDays(chunks).AddMinutes(-3)),
            ],
            Measurements =
            [
                .. Metric("AUC", 0.8291, 0.012, 0.8512, 14_220), .. Metric("LogLoss", 0.4391, 0.011, 0.4088, 14_220), .. Metric("ECE", 0.0412, 0.008, 0.0311, 14_220),
                new MonitorMeasurement { Name = "AUPRC", Value = double.NaN, Rows = 14_220, Reference = 0.6797, NotYet = "too few labels of the class Yes" },
                .. names.SelectMany((n, i) => new[]
                {
                    new MonitorMeasurement { Name = MonitorCatalog.Missing, Column = n, Value = i == 2 ? 0.0024 : 0, Reference = 0.0016, Rows = 33_120 },
                    new MonitorMeasurement { Name = MonitorCatalog.Unseen, Column = n, Value = i == 4 ? 0.0131 : 0, Reference = 0, Rows = 33_120 },
                    new MonitorMeasurement { Name = MonitorCatalog.Anomalies, Column = n, Value = i == 0 ? 0.00003 : 0, Reference = 0, Rows = 33_120 },
                }),
                new MonitorMeasurement { Name = MonitorCatalog.Errors, Value = 0.0008, Rows = 33_140 },
                new MonitorMeasurement { Name = MonitorCatalog.Refused, Value = 0.0021, Rows = 33_140 },
                new MonitorMeasurement { Name = "Latency.P50", Value = 0.0021, Rows = 33_120 },
                new MonitorMeasurement { Name = "Latency.P95", Value = 0.0063, Rows = 33_120 },
                new MonitorMeasurement { Name = "Latency.P99", Value = 0.0127, Rows = 33_120 },
                new MonitorMeasurement { Name = MonitorCatalog.Staleness, Value = 180, Rows = 33_120 },
                .. Slices(),
            ],
            Drift = [.. names.Select((n, i) => i % 3 == 0 || i > 2 ? Finding(n, i, random) : Numbers(n, random)), Answers()],
            Chunks = parts,
            Notes =
            [
                "INGOT8015: 18,900 predictions have no label yet; the newest of them are of today.", "INGOT8018: the window has 2 versions: 1.4.0 and 1.5.0.",
            ],
            Verdicts = Verdicts(),
        };
    }

    /// <summary>Weeks that end with the one that a report is of: from week 13 on a column drifts, and week 9 was measured again when labels had come.</summary>
    /// <param name="report">The report, of a week from <see cref="Start"/> on.</param>
    /// <param name="weeks">How many weeks there are before it, 25 at most.</param>
    public static IReadOnlyList<MonitorHistoryWindow> Weeks(MonitorReport report, int weeks = 15)
    {
        var chunks = Days().Chunks;
        List<MonitorHistoryWindow> windows = [];
        for (var i = 0; i < weeks; i++)
        {
            var (chunk, from) = (chunks[i + 5], Start.AddDays(7 * (i - weeks)));
            var week = report with
            {
                Rows = chunk.Rows, Labelled = chunk.Labelled, Measurements = chunk.Measurements, Versions = [.. chunk.Versions.Select(v => new MonitorVersion(v, chunk.Rows, from, from.AddDays(7)))],
                Drift = [.. chunk.Measurements.Where(m => m.Name == MonitorCatalog.Drift).Select(m => Finding(m.Column!, m.Low > m.Threshold ? DriftOutcome.Drifted : DriftOutcome.Stable, m.Value, m.Low, m.High, [], m.Measure!))],
                Verdicts = [.. Verdicts().Select(v => v with { Outcome = v.Outcome == GateOutcome.Failed && i < 12 ? GateOutcome.Passed : v.Outcome })],
            };
            MonitorHistoryEntry Entry(MonitorReport of) => MonitorHistoryEntry.Of(of, from, from.AddDays(7), null, []);
            windows.Add(new MonitorHistoryWindow(Entry(week), "file", i == 8 ? [Entry(week with { Labelled = 120, Measurements = [.. week.Measurements.Select(m => m.Name == "AUC" ? m with { Value = 0.871 } : m)] })] : []));
        }

        var last = report with { Measurements = [.. report.Measurements, .. report.Chunks[^1].Measurements.Where(m => m.Measure is not null)] };
        return [.. windows, new MonitorHistoryWindow(MonitorHistoryEntry.Of(last, report.From, report.Before, null, []), "file", [])];
    }

    public static IReadOnlyList<Verdict> Verdicts() =>
    [
        new() { Gate = "AUC Min=0.82", Data = "production", Outcome = GateOutcome.Passed, Value = 0.8291, Baseline = 0.8512, Threshold = 0.82, Low = 0.8171, High = 0.8411, Message = "AUC Min=0.82 in production is 0.8291; the gate asks for at least 0.8200." },
        new()
        {
            Gate = "Drift", Data = "production", Outcome = GateOutcome.Failed, Code = "INGOT8032", Value = 0.3121, Threshold = 0.1, Low = 0.2811, High = 0.3431, Method = "Wasserstein",
            Message = "Drift of 'tenure' (Wasserstein) in production is 0.3121; the threshold of Evidently's default for distances is 0.1000 (95 % interval 0.2811 to 0.3431, 33,120 rows against 5,634 rows of the reference). Look at where the column comes from; the report shows since when. If the world has changed, train again.",
            File = "Churn.csproj", Line = 41, Column = 5,
        },
        new()
        {
            Gate = "AUPRC MaxRegression=5%", Data = "production", Outcome = GateOutcome.Inconclusive, Code = "INGOT8035", Baseline = 0.6797,
            Message = "AUPRC MaxRegression=5% in production cannot be judged yet: too few labels of the class Yes. Wait, or take a longer window.", File = "Churn.csproj", Line = 42, Column = 5,
        },
        new() { Gate = "Errors Max=1%", Data = "production", Outcome = GateOutcome.Passed, Value = 0.0008, Threshold = 0.01, Message = "Errors Max=1% in production is 0.0008; the gate asks for at most 0.0100." },
        new() { Gate = "Latency.P99 Max=50ms", Data = "production", Outcome = GateOutcome.Passed, Value = 0.0127, Threshold = 0.05, Message = "Latency.P99 Max=50ms in production is 12.7 ms; the gate asks for at most 50 ms." },
    ];

    public static DriftFinding Finding(string column, DriftOutcome outcome, double effect, double low, double high, IReadOnlyList<DriftBin> bins, string measure = "JensenShannon", double threshold = 0.1) => new()
    {
        Column = column, Measure = measure, Unit = "root of bits", Outcome = outcome, Effect = effect, Low = low, High = high, Confidence = 0.95, Observed = effect + 0.002, PValue = outcome == DriftOutcome.Drifted ? 1e-9 : 0.21,
        CorrectedPValue = outcome == DriftOutcome.Drifted ? 2e-8 : 1, Threshold = DriftThreshold.Of(DriftThresholdMode.Fixed, threshold, null), ReferenceRows = 5634, CurrentRows = 33_120, ReferenceMissing = 0, CurrentMissing = 0, Method = "delta", Notes = [], Bins = bins,
    };

    private static DriftFinding Finding(string column, int number, Noise random) => number == 0
        ? Finding(column, DriftOutcome.Drifted, 0.3121, 0.2811, 0.3431,
            [.. Enumerable.Range(0, 10).Select(i => new DriftBin(null, DriftBinKind.Range, i == 0 ? null : i * 7.0, i == 9 ? null : (i + 1) * 7.0, 563, (long)(33_120 * (0.19 - (i * 0.02))), 0.1, 0.19 - (i * 0.02)))], "Wasserstein")
        : Finding(column, number == 4 ? DriftOutcome.Unclear : DriftOutcome.Stable, number == 4 ? 0.094 : 0.012 + (random.Next() * 0.02), number == 4 ? 0.081 : 0.004, number == 4 ? 0.107 : 0.042,
            [new("Yes", DriftBinKind.Category, null, null, 3000, 17_000, 0.53, 0.51), new("No", DriftBinKind.Category, null, null, 2634, 16_120, 0.47, 0.49)]);

    private static DriftFinding Numbers(string column, Noise random) => Finding(column, DriftOutcome.Stable, 0.02 + (random.Next() * 0.02), 0.01, 0.05,
        [.. Enumerable.Range(0, 10).Select(i => new DriftBin(null, DriftBinKind.Range, i == 0 ? null : i * 11.5, i == 9 ? null : (i + 1) * 11.5, 563, 3312, 0.1, 0.1))], "Wasserstein");

    private static DriftFinding Answers() => Finding(MonitorCatalog.PredictionDrift, DriftOutcome.Unclear, 0.093, 0.084, 0.102,
        [.. Enumerable.Range(0, 10).Select(i => new DriftBin(null, DriftBinKind.Range, i == 0 ? null : i * 0.083, i == 9 ? null : (i + 1) * 0.083, 563, (long)(33_120 * (0.082 + (i * 0.004))), 0.1, 0.082 + (i * 0.004)))], "Wasserstein");

    private static IEnumerable<MonitorMeasurement> Metric(string name, double value, double half, double reference, long rows) =>
    [
        new() { Name = name, Value = value, Low = value - half, High = value + half, StandardError = half / 1.96, Reference = reference, ReferenceStandardError = 0.005, Rows = rows, ReferenceRows = 5634 },
        new() { Name = MonitorCatalog.Estimated + name, Value = value + 0.004, Low = value + 0.004 - (half / 2), High = value + 0.004 + (half / 2), StandardError = half / 4, Reference = reference, ReferenceStandardError = 0.005, Rows = 33_120, ReferenceRows = 5634 },
    ];

    private static IEnumerable<MonitorMeasurement> Slices() => new[] { ("contract=Month-to-month", 0.7812, 0.7604), ("contract=One year", 0.8021, 0.8123), ("contract=Two year", 0.8611, 0.8712), ("tenure < 6", 0.7311, 0.7812), ("seniorCitizen=1", 0.8102, 0.8211) }
        .SelectMany(s => new[]
        {
            new MonitorMeasurement { Name = "AUC", Slice = s.Item1, Value = s.Item2, Low = s.Item2 - 0.02, High = s.Item2 + 0.02, StandardError = 0.01, Reference = s.Item3, Rows = 4210 },
            new MonitorMeasurement { Name = "Estimated.AUC", Slice = s.Item1, Value = s.Item2 + 0.005, Low = s.Item2 - 0.01, High = s.Item2 + 0.02, StandardError = 0.008, Reference = s.Item3, Rows = 9210 },
        });

    private static MonitorChunk Chunk(int i, int chunks, List<string> names, Noise random)
    {
        var rows = (long)(1000 + (180 * Math.Sin(i * 2 * Math.PI / 7)) + (60 * random.Next()));
        var share = Math.Clamp((chunks - 1 - i) / 21.0, 0, 0.97);
        var labelled = (long)(rows * share);
        var gone = i >= 17 ? 1 : 0;
        var error = 0.012 / Math.Sqrt(Math.Max(0.05, share));
        var auc = 0.851 - (gone * 0.028) + (0.012 * random.Next());
        var estimate = 0.850 - (gone * 0.021) + (0.006 * random.Next());
        return new MonitorChunk
        {
            From = Start.AddDays(i), Before = Start.AddDays(i + 1), Rows = rows, Labelled = labelled, IsWhole = i < chunks - 1, Versions = i < 14 ? ["1.4.0"] : i == 14 ? ["1.4.0", "1.5.0"] : ["1.5.0"],
            Measurements =
            [
                labelled < 150
                    ? new MonitorMeasurement { Name = "AUC", Value = double.NaN, Rows = labelled, Reference = 0.8512, NotYet = "too few labels" }
                    : new MonitorMeasurement { Name = "AUC", Value = auc, Low = auc - (1.96 * error), High = auc + (1.96 * error), StandardError = error, Reference = 0.8512, ReferenceStandardError = 0.005, Rows = labelled },
                new MonitorMeasurement { Name = "Estimated.AUC", Value = estimate, Low = estimate - 0.014, High = estimate + 0.014, StandardError = 0.007, Reference = 0.8512, ReferenceStandardError = 0.005, Rows = rows },
                new MonitorMeasurement { Name = "Estimated.LogLoss", Value = 0.41 + (gone * 0.03) + (0.01 * random.Next()), Low = 0.395 + (gone * 0.03), High = 0.425 + (gone * 0.03), StandardError = 0.007, Reference = 0.4088, ReferenceStandardError = 0.005, Rows = rows },
                .. names.Select((n, k) => Drift(MonitorCatalog.Drift, n, k == 0 ? 0.02 + (gone * (0.45 + (0.1 * random.Next()))) : k == 1 && i is >= 20 and < 25 ? 0.19 : k == 4 ? 0.085 + (0.06 * random.Next()) : 0.03 + (0.025 * random.Next()), k is 0 or 1 or 2 ? "Wasserstein" : "JensenShannon")),
                Drift(MonitorCatalog.PredictionDrift, null, 0.04 + (gone * 0.11) + (0.03 * random.Next()), "Wasserstein"),
                new MonitorMeasurement { Name = MonitorCatalog.Errors, Value = i == 9 ? 0.014 : 0.0005, Rows = rows },
                new MonitorMeasurement { Name = MonitorCatalog.Refused, Value = 0.002 + (0.001 * random.Next()), Rows = rows },
                new MonitorMeasurement { Name = "Latency.P50", Value = 0.002 + (0.0003 * random.Next()), Rows = rows },
                new MonitorMeasurement { Name = "Latency.P95", Value = 0.006 + (0.001 * random.Next()), Rows = rows },
                new MonitorMeasurement { Name = "Latency.P99", Value = 0.012 + (0.004 * random.Next()), Rows = rows },
            ],
        };
    }

    private static MonitorMeasurement Drift(string name, string? column, double effect, string measure) => new()
    {
        Name = name, Column = column, Measure = measure, Value = effect, Low = effect - 0.035, High = effect + 0.035, StandardError = 0.018, Rows = 1000, ReferenceRows = 5634, Threshold = 0.1, ThresholdSource = "Evidently's default for distances",
        PValue = 0.1, AdjustedPValue = 0.5,
    };

    /// <summary>Numbers that are the same on every machine.</summary>
    private sealed class Noise(ulong seed)
    {
        private ulong _state = seed;

        /// <summary>Between -1 and 1, the middle more often.</summary>
        public double Next() => (One() + One() + One() - 1.5) / 1.5;

        private double One()
        {
            _state = (_state * 6364136223846793005UL) + 1442695040888963407UL;
            return (_state >> 33) / (double)(1UL << 31);
        }
    }
}
