using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Gates;

/// <summary>What a model measured and what was accepted, to decide gates by.</summary>
internal sealed class GateTest
{
    public const string ReferenceHash = "aa11";

    public ModelTask Task { get; init; } = ModelTask.BinaryClassification;

    public List<MetricResult> Measured { get; } = [];

    public List<MetricResult> Durations { get; } = [];

    public List<MetricResult> Before { get; } = [];

    public bool IsAccepted { get; set; } = true;

    public string AcceptedReferenceHash { get; set; } = ReferenceHash;

    public ModelTask? AcceptedTask { get; set; }

    public bool ScoresAgree { get; set; } = true;

    public bool ContinuousIntegration { get; set; }

    public PairedPredictions? Paired { get; set; }

    public string? WhyNotPaired { get; set; }

    public GateCorrection Correction { get; set; }

    public ReleasesEvidence? Releases { get; set; }

    public ReleasedBaseline? Release { get; set; }

    public DiagnosticList Found { get; } = new();

    public static MetricResult Metric(string name, double value, string? slice = null, long rows = 1409) =>
        new() { Name = name, Slice = slice, Value = value, Low = value - 0.01, High = value + 0.01, StandardError = 0.005, Rows = rows };

    public static GateSpec Gate(
        string metric, string? min = null, string? max = null, string? maxRegression = null, string? slice = null, int line = 17) =>
        new(metric, slice, min, max, maxRegression, new SourceLocation("Churn.csproj", line, 5));

    public Verdict DecideOne(GateSpec gate) => Assert.Single(Decide(gate));

    public IReadOnlyList<Verdict> Decide(params GateSpec[] gates)
    {
        var report = new MetricsReport
        {
            Model = "Churn",
            Version = "1.4.0",
            Task = Task,
            OnnxSha256 = "cc33",
            ReferenceRows = 1409,
            Metrics = Measured,
        };
        var evidence = new GateEvidence
        {
            Metrics = report,
            Performance = Durations.Count > 0 ? report with { Metrics = Durations } : null,
            Accepted = IsAccepted ? Accepted() : null,
            AcceptedScoresAgree = ScoresAgree,
            AcceptedFile = "models/Churn/Churn.accepted.json",
            ReferenceDataSha256 = ReferenceHash,
            ContinuousIntegration = ContinuousIntegration,
            Paired = Paired,
            WhyNotPaired = WhyNotPaired,
            Releases = Releases,
            Release = Release,
            Correction = Correction,
        };
        return GateEvaluator.Evaluate(gates, evidence, Found);
    }

    public AcceptedResult Accepted() => new()
    {
        Model = "Churn",
        Version = "1.3.0",
        Task = AcceptedTask ?? Task,
        TrainingDataSha256 = "bb22",
        ReferenceDataSha256 = AcceptedReferenceHash,
        SchemaSha256 = "dd44",
        ParametersSha256 = "ee55",
        ModelSha256 = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["linux-x64"] = "ff66", ["win-x64"] = "ab77" },
        ScoresSha256 = "0188",
        ReferenceRows = 1409,
        Metrics = Before,
    };
}
