using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Pipeline;

namespace Ingot.Benchmarks.Quality;

/// <summary>What AutoML chooses is worth on rows that it never saw, beside the trainer of a project that names none, and scikit-learn's HistGradientBoosting and RandomForest with their defaults on the same rows.</summary>
internal static class AutomlBenchmark
{
    private const int MostTestRows = 10_000;

    public static void Run(DirectoryInfo data, DirectoryInfo? more, int draws, int trials, string python, string? only)
    {
        using var flights = new FlightsSample(Path.Combine(data.FullName, "flights-3m.parquet"), [50_000], MostTestRows);
        foreach (var one in Cases(data.FullName).Concat(flights.Cases).Concat(more is null ? [] : OfAmlb(more.FullName)).Where(c => only is null || c.Name.Contains(only, StringComparison.Ordinal)))
        {
            Compare(one, draws, trials, python);
        }
    }

    private static IEnumerable<QualityCase> Cases(string data) =>
    [
        new(Path.Combine(data, "california_housing_reference.csv"), "clf_target", ModelTask.BinaryClassification, 2300, "id", "timestamp", "y_pred_proba", "y_pred"),
        new(Path.Combine(data, "telco_churn.csv"), "churn", ModelTask.BinaryClassification, 5600),
        new(Path.Combine(data, "diamonds.csv"), "price", ModelTask.Regression, 10_000),
        new(Path.Combine(data, "letter.csv"), "lettr", ModelTask.MulticlassClassification, 16_000),
    ];

    // Nine tenths, as of one of ten folds.
    private static IEnumerable<QualityCase> OfAmlb(string data) =>
    [
        new(Path.Combine(data, "credit-g.csv"), "class", ModelTask.BinaryClassification, 900),
        new(Path.Combine(data, "phoneme.csv"), "class", ModelTask.BinaryClassification, 4863),
        new(Path.Combine(data, "adult.csv"), "class", ModelTask.BinaryClassification, 43_957),
    ];

    private static void Compare(QualityCase one, int draws, int trials, string python)
    {
        var drawn = new List<(double[] Auto, double[] Default, double[] Theirs, string Chosen)>();
        for (var draw = 1; draw <= draws; draw++)
        {
            var folder = Directory.CreateTempSubdirectory("ingot-automl-").FullName;
            try
            {
                one.Split(draw, MostTestRows, folder);
                var (auto, chosen) = Build(one, folder, "Auto", draw, trials);
                drawn.Add((auto, Build(one, folder, "BoostedTrees", draw, null).Values, one.Python(python, "sklearn_automl.py", folder, Environment.ProcessorCount), chosen));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        double Median(Func<(double[] Auto, double[] Default, double[] Theirs, string Chosen), double> value) => drawn.Select(value).Order().ElementAt(drawn.Count / 2);
        string Figures(Func<(double[] Auto, double[] Default, double[] Theirs, string Chosen), double[]> of, int at) => one.Task == ModelTask.BinaryClassification
            ? FormattableString.Invariant($"{Median(d => of(d)[at]):G5} (AUC {Median(d => of(d)[at + 1]):0.0000}; {Median(d => of(d)[at + 2]):0.0} s)")
            : FormattableString.Invariant($"{Median(d => of(d)[at]):G5} ({Median(d => of(d)[at + 2]):0.0} s)");
        int Better(Func<(double[] Auto, double[] Default, double[] Theirs, string Chosen), double> theirs) => drawn.Count(d => d.Auto[0] < theirs(d));
        Console.WriteLine(FormattableString.Invariant(
            $"{one.Name}, {draws} draws: AutoML {Figures(d => d.Auto, 0)}; default {Figures(d => d.Default, 0)}, worse in {Better(d => d.Default[0])}; HistGradientBoosting {Figures(d => d.Theirs, 0)}, worse in {Better(d => d.Theirs[0])}; RandomForest {Figures(d => d.Theirs, 3)}, worse in {Better(d => d.Theirs[3])}. Chosen: {string.Join("; ", drawn.Select(d => d.Chosen))}"));
    }

    // The stages themselves, as a build runs them: loss, AUC (0 where there is none) and seconds.
    private static (double[] Values, string Chosen) Build(QualityCase one, string folder, string trainer, int seed, int? trials)
    {
        var stages = Path.Combine(folder, trainer);
        var project = Path.Combine(folder, trainer + ".json");
        object Item(string type, string include, Dictionary<string, string> metadata) => new { type, include, metadata };
        Dictionary<string, string> properties = new()
        {
            ["ModelName"] = "Quality",
            ["ProjectFile"] = Path.Combine(folder, "Quality.csproj"),
            ["ModelSchemaFile"] = Path.Combine(folder, "Quality.schema.json"),
            ["ModelAcceptedFile"] = Path.Combine(folder, "Quality.accepted.json"),
            ["ModelLabel"] = one.Label,
            ["ModelTask"] = one.Task.ToString(),
            ["ModelSeed"] = seed.ToString(CultureInfo.InvariantCulture),
            ["ModelExplanations"] = "false",
            ["ModelPermutationImportance"] = "false",
        };
        object[] items =
        [
            Item("TrainingData", Path.Combine(folder, "train.csv"), []), Item("ReferenceData", Path.Combine(folder, "test.csv"), []),
            Item("Trainer", trainer, trials is { } t ? new() { ["Trials"] = t.ToString(CultureInfo.InvariantCulture) } : []),
            .. one.Drop.Select(d => Item("Column", d, new() { ["Role"] = "Ignored" })),
        ];
        File.WriteAllText(project, JsonSerializer.Serialize(new { properties, items }));
        var sink = new DiagnosticList();
        void Run(Stage stage)
        {
            if (new StageRunner(sink, new Silence()).Run(stage, project, stages, Environment.ProcessorCount, CancellationToken.None) != StageOutcome.Passed)
            {
                throw new InvalidOperationException($"{stage.Definition.Name} of {one.Name}: {string.Join(Environment.NewLine, sink.Items)}");
            }
        }

        Run(Stage.Prepare);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var chosen = string.Empty;
        if (trials is not null)
        {
            Run(Stage.Automl);
            chosen = string.Join(" + ", JsonNode.Parse(File.ReadAllText(Path.Combine(stages, "automl", "choice.json")))!["trainers"]!.AsArray().Select(c => (string)c!["name"]!));
        }

        Run(Stage.Train);
        var seconds = watch.Elapsed.TotalSeconds;
        Run(Stage.Evaluate);
        var metrics = JsonNode.Parse(File.ReadAllText(Path.Combine(stages, "evaluate", "metrics.json")))!["metrics"]!.AsArray();
        double Value(string name) => metrics.FirstOrDefault(m => (string)m!["name"]! == name && m["slice"] is null) is { } metric ? (double)metric["value"]! : 0;
        return ([one.Task == ModelTask.Regression ? Value("RMSE") : Value("LogLoss"), Value("AUC"), seconds], chosen);
    }

    private sealed class Silence : IStageProgress
    {
        public void Report(string message, double? fraction = null)
        {
        }
    }
}
