using Ingot.Clients;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Importances;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Profiles;
using Ingot.Core.Readiness;
using Ingot.Core.Schemas;
using Ingot.Core.Slices;
using Ingot.Core.Specs;
using Ingot.Reports.Cards;

namespace Ingot.Tests.Shared;

/// <summary>What cards are made of.</summary>
internal static class CardSamples
{
    private const string Hash = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

    public static CardContent Content(ModelSchema? schema = null) => new()
    {
        Spec = Spec(),
        Schema = schema ?? Schemas.Churn,
        Metrics = Metrics(),
        Verdicts = Verdicts(),
        Usage = UsageExample.Lines(schema ?? Schemas.Churn, "Churn", "Contoso.Churn"),
    };

    public static SlicesReport Search(string metric, params FoundSlice[] slices) =>
        new() { Metric = metric, Rows = 1409, Columns = 19, PairedColumns = 19, Tested = 300, Slices = slices };

    public static FoundSlice Slice(
        string slice, long rows, double value, double rest, double difference, double low, double high, double p, double adjusted, bool weak) => new()
        {
            Slice = slice, Where = "true", Rows = rows, Value = value, Rest = rest, Difference = difference, Low = low, High = high,
            EffectSize = difference, PValue = p, AdjustedPValue = adjusted, Weak = weak,
        };

    /// <summary>A card with everything on it.</summary>
    public static CardContent Full() => Content() with
    {
        Baseline = Baseline(),
        Importance = Importance(3),
        SliceSearch = Search(
            "LogLoss",
            Slice("tenure < 6, contract=Month-to-month", 120, 0.7, 0.55, 0.15, 0.1, 0.2, 0.001, 0.01, true),
            Slice("contract=One year", 295, 0.56, 0.55, 0.01, -0.02, 0.04, 0.4, 0.8, false),
            Slice("contract=", 1, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, false)),
        Score = MLTestScorer.Score(new MLTestEvidence
        {
            Model = "Churn", Version = "1.4.0", Schema = Content().Schema, ParityDifference = 1e-7, ReferenceRows = 1409, Verdicts = Content().Verdicts,
        }),
        Profile = Profile(),
        Predictions = Binary(400),
        Origin = new CardOrigin
        {
            TrainingFiles = [new("train.csv", Hash)],
            ReferenceFiles = [new("reference.csv", Hash)],
            Training = [new("iterations kept", "200")],
            Versions = [new("Ingot", "0.1.0")],
        },
    };

    public static CardBaseline Baseline() => new("1.3.0", "the released package",
    [
        new MetricResult { Name = "AUC", Value = 0.86, Rows = 1409 },
        new MetricResult { Name = "LogLoss", Value = 0.5, Rows = 1409 },
    ]);

    public static ImportanceReport Importance(int features) => new()
    {
        Metric = "AUC",
        Value = 0.84671,
        Rows = 1409,
        ReferenceRows = 1409,
        Repeats = 5,
        Seed = 1,
        FeaturesLeftOut = 0,
        Features = [.. Enumerable.Range(1, features).Select(i => new FeatureImportance($"feature{i}", (13 - i) / 100.0, (12 - i) / 100.0, (14 - i) / 100.0))],
    };

    public static DataProfile Profile()
    {
        ColumnProfile[] columns =
        [
            new("churn", 0, 2, Top: [new("No", 300), new("Yes", 100)]),
            new("tenure", 0, 73, Min: 0, Max: 72, Mean: 30, StandardDeviation: 24, new Dictionary<string, double?> { ["0.05"] = 1, ["0.5"] = 29, ["0.95"] = 72 }),
            new("contract", 4, 3, Top: [new("Month-to-month", 200), new("One year", 100), new("Two year", 96)]),
        ];
        return new DataProfile(new TableProfile(400, columns), new TableProfile(400, columns));
    }

    /// <summary>Scores that follow the label with noise.</summary>
    public static PredictionSet Binary(int rows) => Predictions(ModelTask.BinaryClassification, ["No", "Yes"], rows, i => i % 3 == 0 ? 1 : 0, (i, label, _) => ((i * 37 % 100) + (label * 60)) / 170f);

    /// <summary>The most probable class is right but for every seventh row.</summary>
    public static PredictionSet Multiclass(IReadOnlyList<string> classes, int rows)
    {
        var right = 0.5f + (0.3f / classes.Count);
        return Predictions(
            ModelTask.MulticlassClassification, classes, rows, i => i % classes.Count,
            (i, label, c) => c == (i % 7 == 0 ? (label + 1) % classes.Count : label) ? right : (1 - right) / (classes.Count - 1));
    }

    public static PredictionSet Regression(int rows) => new()
    {
        Task = ModelTask.Regression,
        Rows = rows,
        RowNumbers = [.. Enumerable.Range(0, rows).Select(i => (long)i)],
        LabelValues = [.. Enumerable.Range(0, rows).Select(i => i + (i * 7919 % 13) - 6.0)],
        Scores = [.. Enumerable.Range(0, rows).Select(i => (float)i)],
    };

    private static PredictionSet Predictions(
        ModelTask task, IReadOnlyList<string> classes, int rows, Func<int, int> label, Func<int, int, int, float> score)
    {
        int[] all = [.. Enumerable.Range(0, rows)];
        return new PredictionSet
        {
            Task = task,
            Classes = classes,
            Rows = rows,
            RowNumbers = Array.ConvertAll(all, i => (long)i),
            LabelCodes = Array.ConvertAll(all, i => label(i)),
            Scores = [.. all.SelectMany(i => Enumerable.Range(0, task == ModelTask.MulticlassClassification ? classes.Count : 1).Select(c => score(i, label(i), c)))],
        };
    }

    public static ModelSpec Spec() => new()
    {
        Name = "Churn",
        Version = "1.4.0",
        PackageId = "Contoso.Churn",
        ProjectFile = "/anywhere/Churn.csproj",
        SchemaFile = "/anywhere/Churn.schema.json",
        AcceptedFile = "/anywhere/Churn.accepted.json",
        Label = "churn",
        TrainingData = [new DataSource("/anywhere/data/train.csv", "../../data/telco/train.csv", SourceLocation.None)],
        ReferenceData = [new DataSource("/anywhere/data/reference.csv", "../../data/telco/reference.csv", SourceLocation.None)],
        Trainer = new TrainerSpec(
            "LightGbm", new Dictionary<string, string> { ["Leaves"] = "15", ["Iterations"] = "200" }, SourceLocation.None),
    };

    public static MetricsReport Metrics() => new()
    {
        Model = "Churn",
        Version = "1.4.0",
        Task = ModelTask.BinaryClassification,
        PositiveClass = "Yes",
        OnnxSha256 = Hash,
        ReferenceRows = 1409,
        Metrics =
        [
            new MetricResult { Name = "AUC", Value = 0.84671, Low = 0.82513, High = 0.86829, StandardError = 0.011, Rows = 1409 },
            new MetricResult { Name = "LogLoss", Value = 0.41234, Low = 0.38, High = 0.44, StandardError = 0.015, Rows = 1409 },
            new MetricResult { Name = "Size", Value = 412_345, Rows = 1409 },
            new MetricResult { Name = "Latency.P99", Value = 0.00123, Rows = 1409 },
            new MetricResult { Name = "AUC", Slice = "contract=Two year", Value = 0.71, Low = 0.6, High = 0.8, StandardError = 0.05, Rows = 339 },
            new MetricResult { Name = "AUC", Slice = "contract=One year", Value = 0.75, Low = 0.7, High = 0.8, StandardError = 0.03, Rows = 295 },
        ],
    };

    public static List<Verdict> Verdicts() =>
    [
        new Verdict
        {
            Gate = "AUC Min=0.84", Value = 0.84671, Threshold = 0.84, Outcome = GateOutcome.Passed,
            Message = "AUC on the reference data is 0.8467; the gate asks for at least 0.8400.",
        },
        new Verdict
        {
            Gate = "AUC MaxRegression=0.005", Value = 0.84671, Baseline = 0.86, Threshold = 0.005, Outcome = GateOutcome.Failed, Code = "INGOT4002",
            Message = "AUC on the reference data fell from 0.8600 (1.3.0) to 0.8467: a regression of 0.0133, over the 0.0050 that the gate allows.",
        },
        new Verdict
        {
            Gate = "AUC MaxRegression=0.01", Slice = "contract=Two year", Value = 0.71, Outcome = GateOutcome.Skipped,
            Message = "There is no Churn.accepted.json to compare AUC with, so this gate was skipped.",
        },
        new Verdict
        {
            Gate = "Size Max=5MB", Value = 412_345, Threshold = 5e6, Outcome = GateOutcome.Passed,
            Message = "Size of the model is 412,345 bytes; the gate asks for at most 5,000,000 bytes.",
        },
    ];
}
