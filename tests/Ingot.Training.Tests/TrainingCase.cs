using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Scoring;

namespace Ingot.Training.Tests;

/// <summary>Made-up data of each task, and a training of them.</summary>
internal sealed class TrainingCase : IDisposable
{
    private TrainingCase(ModelSchema schema, Table table) => (Schema, Table) = (schema, table);

    public ModelSchema Schema { get; private set; }

    public Table Table { get; private init; }

    public IReadOnlyList<ColumnSpec> Columns { get; set; } = [];

    public IReadOnlyList<FeatureSpec> Features { get; set; } = [];

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"ingot-{Guid.NewGuid():N}.onnx");

    public RefitMode Refit { get; set; }

    public SplitKind? Split { get; set; }

    public TimeSpan SplitGap { get; set; }

    public int Folds { get; set; }

    public CalibrationMethod Calibration { get; set; }

    public DecisionCosts? ThresholdCosts { get; set; }

    public ThresholdTarget? ThresholdTarget { get; set; }

    public double? PredictionInterval { get; set; }

    public IntervalMethod IntervalMethod { get; set; }

    public IStageProgress Progress { get; set; } = new Silence();

    public DiagnosticList Diagnostics { get; private set; } = new();

    public string Hash => ContentHash.OfFile(Path);

    /// <summary>Two numbers (one with missing values), a category with missing values; the label follows from them with noise.</summary>
    public static TrainingCase Of(ModelTask task, int rows = 2000)
    {
        var random = new Random(7);
        var (x, y, plan, raw) = (new double[rows], new double[rows], new int[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            x[i] = random.NextDouble() < 0.1 ? double.NaN : random.NextDouble() * 10;
            y[i] = random.NextDouble() - 0.5;
            plan[i] = random.Next(-1, 12);
            raw[i] = (double.IsNaN(x[i]) ? 7 : x[i]) + (4 * y[i]) + (plan[i] % 3) + (random.NextDouble() * 0.5);
        }

        var features = new List<TableColumn>
        {
            new NumberColumn("x", x),
            new NumberColumn("y", y),
            new StringColumn("plan", plan, [.. Enumerable.Range(0, 12).Select(i => $"plan {i:00}")]),
        };
        string[]? classes = task switch { ModelTask.BinaryClassification => ["no", "yes"], ModelTask.MulticlassClassification => ["a", "b", "c"], _ => null };
        TableColumn label = classes is null
            ? new NumberColumn("label", raw)
            : new StringColumn("label", Array.ConvertAll(raw, r => Math.Min(classes.Length - 1, r < 5 ? 0 : r < 8 ? 1 : 2)), classes);
        return With(task, [.. features, label]);
    }

    public static TrainingCase With(ModelTask task, params TableColumn[] columns) => With(task, NumberPrecision.Float32, columns);

    /// <summary>As <see cref="With(ModelTask, TableColumn[])"/>, with features of 64 bits.</summary>
    public static TrainingCase Wide(ModelTask task, params TableColumn[] columns) => With(task, NumberPrecision.Float64, columns);

    /// <summary>The same with another column in the place of that of its name.</summary>
    public TrainingCase Replaced(TableColumn column) => With(Schema.Task, [.. Table.Columns.Select(c => c.Name == column.Name ? column : c)]);

    /// <summary>Makes one column of the schema another one.</summary>
    public void Change(string column, Func<SchemaColumn, SchemaColumn> change) =>
        Schema = Schema with { Columns = [.. Schema.Columns.Select(c => c.Name == column ? change(c) : c)] };

    private static TrainingCase With(ModelTask task, NumberPrecision precision, TableColumn[] columns) => new(
        new ModelSchema
        {
            Task = task,
            PositiveClass = task == ModelTask.BinaryClassification ? "yes" : null,
            Columns =
            [
                .. columns.Select(c => new SchemaColumn
                {
                    Name = c.Name,
                    Type = c switch { StringColumn => ColumnType.String, DateColumn => ColumnType.Date, _ => ColumnType.Number },
                    Precision = c is NumberColumn && c.Name is not ("label" or "weight") ? precision : NumberPrecision.Float32,
                    MinFraction = c is DateColumn ? 1 : 0,
                    Role = c.Name switch { "label" => ColumnRole.Label, "weight" => ColumnRole.Weight, "who" => ColumnRole.Group, "at" => ColumnRole.Timestamp, _ => ColumnRole.Feature },
                    Domain = c is StringColumn s && c.Name == "label" ? s.Dictionary : null,
                }),
            ],
        },
        new Table(columns));

    public TrainingReport Train(string trainer, int threads = 1, CancellationToken cancellation = default, params (string Name, string Value)[] parameters) =>
        Run(trainer, threads, cancellation, parameters).Report;

    public TrainingOutcome Run(string trainer, int threads = 1, CancellationToken cancellation = default, params (string Name, string Value)[] parameters) =>
        ModelTrainer.Run(Spec(trainer, parameters), Schema, Table, Path, threads, Diagnostics, Progress, cancellation);

    public ModelSpec Spec(string trainer, params (string Name, string Value)[] parameters) => new()
    {
        Name = "Test",
        Version = "1.0.0",
        PackageId = "Test",
        ProjectFile = "Test.csproj",
        SchemaFile = "Test.schema.json",
        AcceptedFile = "Test.accepted.json",
        Label = "label",
        TrainingData = [],
        ReferenceData = [],
        Columns = Columns,
        Features = Features,
        Refit = Refit,
        Split = Split,
        SplitGap = SplitGap,
        Folds = Folds,
        Calibration = Calibration,
        ThresholdCosts = ThresholdCosts,
        ThresholdTarget = ThresholdTarget,
        PredictionInterval = PredictionInterval,
        IntervalMethod = IntervalMethod,
        Trainer = new TrainerSpec(trainer, parameters.ToDictionary(p => p.Name, p => p.Value), new SourceLocation("Test.csproj", 9)),
    };

    public float[] Score(Table? table = null)
    {
        using var scorer = new OnnxScorer(Path, 1);
        return scorer.Score(table ?? Table, Schema);
    }

    /// <summary>Share of rows whose class the model gets right; for numbers the coefficient of determination.</summary>
    public double Quality()
    {
        var scores = Score();
        var labels = TrainingLabels.Of(Schema, Table);
        if (Schema.Task == ModelTask.Regression)
        {
            var mean = labels.Average();
            return 1 - (labels.Zip(scores).Sum(p => Math.Pow(p.First - p.Second, 2)) / labels.Sum(l => Math.Pow(l - mean, 2)));
        }

        var width = Schema.Task == ModelTask.BinaryClassification ? 1 : Schema.Classes.Count;
        return labels.Where((label, row) => label == Predicted(scores.AsSpan(row * width, width))).Count() / (double)labels.Length;
    }

    /// <summary>Forgets what was reported.</summary>
    public void Forget() => Diagnostics = new();

    /// <summary>The area under the ROC curve, for two classes.</summary>
    public double Auc() => DeLong.Auc(
        Array.ConvertAll(Score(), s => (double)s), Array.ConvertAll(TrainingLabels.Of(Schema, Table), l => l > 0), Array.ConvertAll(Score(), _ => 1.0)).Value;

    public void Dispose() => File.Delete(Path);

    private static int Predicted(ReadOnlySpan<float> scores)
    {
        if (scores.Length == 1)
        {
            return scores[0] >= 0.5 ? 1 : 0;
        }

        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }
}
