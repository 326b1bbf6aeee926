using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Scoring;
using Ingot.Training;

namespace Ingot.Benchmarks.Quality;

/// <summary>What fitting the final model on all training rows is worth, beside scikit-learn's HistGradientBoosting, or RandomForest, on the same rows.</summary>
internal static class RefitBenchmark
{
    private const string Forest = "FastForest";
    private const int MostTestRows = 10_000;

    // What is learned does not depend on it, and waiting threads take nobody's processor on a busy machine.
    private const int Threads = 1;

    public static void Run(DirectoryInfo data, int seeds, string python, string[] trainers, string? only)
    {
        using var flights = Flights(data.FullName);
        foreach (var one in Cases(data.FullName).Concat(flights.Cases).Where(c => only is null || c.Name.Contains(only, StringComparison.Ordinal)))
        {
            foreach (var trainer in trainers)
            {
                Compare(one, trainer, seeds, trainer == trainers[0] ? python : null);
            }
        }
    }

    private static IEnumerable<QualityCase> Cases(string data)
    {
        string[] noFeature = ["id", "timestamp", "y_pred_proba", "y_pred"];
        foreach (var rows in (int[])[300, 1000, 2300])
        {
            yield return new QualityCase(Path.Combine(data, "california_housing_reference.csv"), "clf_target", ModelTask.BinaryClassification, rows, noFeature);
        }

        foreach (var rows in (int[])[500, 5600])
        {
            yield return new QualityCase(Path.Combine(data, "telco_churn.csv"), "churn", ModelTask.BinaryClassification, rows);
        }

        foreach (var rows in (int[])[300, 1000, 2300, 10_000, 43_000])
        {
            yield return new QualityCase(Path.Combine(data, "diamonds.csv"), "price", ModelTask.Regression, rows);
        }
    }

    // Enough flights for the largest case, as text.
    private static FlightsSample Flights(string data) => new(Path.Combine(data, "flights-3m.parquet"), (int[])[50_000, 100_000, 300_000], MostTestRows);

    private static void Compare(QualityCase one, string trainer, int seeds, string? python)
    {
        var (with, without, stopped, whole) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var isForest = trainer.StartsWith(Forest, StringComparison.Ordinal);
        var better = 0;
        var seconds = new double[2];
        for (var seed = 1; seed <= seeds; seed++)
        {
            var folder = Directory.CreateTempSubdirectory("ingot-quality-").FullName;
            try
            {
                one.Split(seed, MostTestRows, folder);
                var prepared = Prepare(one, folder, trainer, seed);
                foreach (var refit in (RefitMode[])[RefitMode.False, RefitMode.True])
                {
                    var watch = System.Diagnostics.Stopwatch.StartNew();
                    (refit == RefitMode.True ? with : without).Add(Measure(prepared, folder, refit));
                    seconds[refit == RefitMode.True ? 1 : 0] += watch.Elapsed.TotalSeconds;
                }

                better += with[^1] < without[^1] == (one.Task == ModelTask.Regression) ? 1 : 0;
                if (python is not null)
                {
                    var values = one.Python(python, isForest ? "sklearn_forest.py" : "sklearn_boosting.py", folder, Threads);
                    whole.Add(values[0]);
                    stopped.Add(values[1]);
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        var theirs = python is null ? string.Empty
            : isForest ? FormattableString.Invariant($"; RandomForest {whole.Average():G5}, with five rows in a leaf {stopped.Average():G5}")
            : FormattableString.Invariant($"; HistGradientBoosting {whole.Average():G5}, with early stopping {stopped.Average():G5}");
        Console.WriteLine(FormattableString.Invariant(
            $"{one.Name} {trainer}: without refit {without.Average():G5}, with {with.Average():G5} (better in {better} of {seeds}; {seconds[0] / seeds:0.00} s, {seconds[1] / seeds:0.00} s){theirs}"));
    }

    private static (ModelSpec Spec, ModelSchema Schema) Prepare(QualityCase one, string folder, string trainer, int seed)
    {
        DataSource[] Source(string name) => [new DataSource(Path.Combine(folder, name), name, default, null)];
        var spec = new ModelSpec
        {
            Name = "Quality",
            Version = "1.0.0",
            PackageId = "Quality",
            ProjectFile = Path.Combine(folder, "Quality.csproj"),
            SchemaFile = Path.Combine(folder, "Quality.schema.json"),
            AcceptedFile = Path.Combine(folder, "Quality.accepted.json"),
            Label = one.Label,
            Task = one.Task,
            TrainingData = Source("train.csv"),
            ReferenceData = Source("test.csv"),
            Columns = [.. one.Drop.Select(d => new ColumnSpec(d, MissingValues.Auto, null, ColumnRole.Ignored, null, 0, default))],
            Trainer = TrainerSpec.Of(trainer.Split(':')[0], trainer.Split(':').Skip(1).Select(t => t.Split('=')).ToDictionary(t => t[0], t => t[1]), default, null),
            Seed = seed,
        };
        var prepared = DataPreparation.Run(
            spec, new PreparedFiles(Path.Combine(folder, "training.parquet"), Path.Combine(folder, "reference.parquet"), Path.Combine(folder, "profile.json")),
            new DiagnosticList(), new Silence(), Threads, CancellationToken.None);
        return (spec, prepared!.Schema);
    }

    private static double Measure((ModelSpec Spec, ModelSchema Schema) prepared, string folder, RefitMode refit)
    {
        var (spec, schema) = prepared;
        Table Read(string name) => ParquetTable.Read(Path.Combine(folder, name), schema.Features.Select(c => c.Name).Append(schema.Label.Name));
        var model = Path.Combine(folder, "model.onnx");
        ModelTrainer.Run(spec with { Refit = refit }, schema, Read("training.parquet"), model, Threads, new DiagnosticList(), new Silence(), CancellationToken.None);
        var test = Read("reference.parquet");
        using var scorer = new OnnxScorer(model, Threads);
        var scores = scorer.Score(test, schema);
        if (schema.Task == ModelTask.Regression)
        {
            var values = ((NumberColumn)test[schema.Label.Name]).Values;
            return Math.Sqrt(values.Zip(scores, (v, s) => (v - s) * (v - s)).Average());
        }

        var label = (StringColumn)test[schema.Label.Name];
        return DeLong.Auc(
            Array.ConvertAll(scores, s => (double)s), [.. Enumerable.Range(0, test.Rows).Select(r => label[r] == schema.PositiveClass)], [.. scores.Select(_ => 1.0)]).Value;
    }

    private sealed class Silence : IStageProgress
    {
        public void Report(string message, double? fraction = null)
        {
        }
    }
}
