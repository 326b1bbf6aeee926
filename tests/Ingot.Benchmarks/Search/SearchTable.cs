using System.Globalization;
using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Data;
using Ingot.Pipeline;
using Ingot.Training;
using Ingot.Training.Trials;

namespace Ingot.Benchmarks.Search;

/// <summary>
/// A table, and what LightGBM with each of some parameters is worth on its validation rows: a tabular benchmark, as K. Eggensperger et al., "HPOBench", NeurIPS Datasets and
/// Benchmarks 2021, has them. All samplers search the same numbers, and the least one is known.
/// </summary>
/// <param name="Name">The table.</param>
/// <param name="Losses">The validation loss of each point: the places of the levels, the last parameter's first to change.</param>
internal sealed record SearchTable(string Name, IReadOnlyList<double> Losses)
{
    private const int Iterations = 50;

    /// <summary>The parameters, and the values that they may have.</summary>
    public static IReadOnlyList<(string Name, string[] Levels)> Grid { get; } =
    [
        ("LearningRate", ["0.01", "0.03", "0.07", "0.15", "0.3", "0.6"]),
        ("Leaves", ["2", "4", "8", "16", "31", "63"]),
        ("MinDataInLeaf", ["1", "5", "20", "100"]),
        ("L2", ["0", "1", "10"]),
        ("FeatureFraction", ["0.5", "1"]),
    ];

    /// <summary>Where a point of levels stands.</summary>
    public static int Place(IEnumerable<int> levels) => levels.Zip(Grid).Aggregate(0, (place, l) => (place * l.Second.Levels.Length) + l.First);

    /// <summary>Trains every point.</summary>
    /// <param name="name">The table.</param>
    /// <param name="train">Its rows, delimited text.</param>
    /// <param name="label">The column that is predicted.</param>
    /// <param name="task">What is predicted.</param>
    public static SearchTable Measure(string name, string train, string label, ModelTask task)
    {
        var folder = Directory.CreateTempSubdirectory("ingot-table-").FullName;
        try
        {
            var project = Path.Combine(folder, "project.json");
            File.WriteAllText(project, JsonSerializer.Serialize(new
            {
                properties = new Dictionary<string, string>
                {
                    ["ModelName"] = "Table",
                    ["Version"] = "1.0.0",
                    ["PackageId"] = "Table",
                    ["ProjectFile"] = Path.Combine(folder, "Table.csproj"),
                    ["ModelSchemaFile"] = Path.Combine(folder, "Table.schema.json"),
                    ["ModelAcceptedFile"] = Path.Combine(folder, "Table.accepted.json"),
                    ["ModelLabel"] = label,
                    ["ModelTask"] = task.ToString(),
                    ["ModelMaxLeakage"] = "1",
                    ["ModelMaxMissing"] = "1",
                },
                items = new[] { Data("TrainingData", train), Data("ReferenceData", train) },
            }));
            var said = new DiagnosticList();
            if (new StageRunner(said, new Silent()).Run(Stage.Prepare, project, Path.Combine(folder, "ingot"), 2, CancellationToken.None) != StageOutcome.Passed)
            {
                throw new InvalidOperationException(string.Join('\n', said.Items));
            }

            var spec = ModelSpecReader.Read(ProjectDocument.Read(project));
            var schema = SchemaFile.Read(Path.Combine(folder, "ingot", "prepare", "schema.json"));
            var table = ParquetTable.Read(Path.Combine(folder, "ingot", "prepare", "training.parquet"), ModelTrainer.ColumnsOf(spec, schema));
            var bench = new TrialBench(spec, schema, table, 1, task == ModelTask.Regression ? "RMSE" : "LogLoss");
            var points = Grid.Aggregate((IEnumerable<string[]>)[[]], (all, p) => all.SelectMany(a => p.Levels, (a, l) => (string[])[.. a, l])).ToList();
            return new SearchTable(name, points.ConvertAll(p => bench.Measure(TrainerOf(p), CancellationToken.None).Interval.Value));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        object Data(string type, string file) => new { type, include = file, sha256 = Artifacts.ContentHash.OfFile(file), metadata = new Dictionary<string, string>(), file = "Table.csproj", line = 1, column = 1 };
    }

    private static TrainerSpec TrainerOf(string[] levels)
    {
        var parameters = Grid.Zip(levels).ToDictionary(p => p.First.Name, p => p.Second, StringComparer.OrdinalIgnoreCase);
        parameters["Iterations"] = Iterations.ToString(CultureInfo.InvariantCulture);
        parameters["EarlyStopping"] = "0";
        return new TrainerSpec("LightGbm", parameters, SourceLocation.None);
    }

    private sealed class Silent : IStageProgress
    {
        public void Report(string message, double? fraction = null)
        {
        }
    }
}
