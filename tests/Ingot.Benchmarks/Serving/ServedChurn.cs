using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Releases.Validation;
using Ingot.Scoring;
using Ingot.Tests.Shared;
using Ingot.Training;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Benchmarks.Serving;

/// <summary>The sample model Churn, trained by LightGBM as its project says, as a package; and requests for it.</summary>
internal sealed class ServedChurn
{
    private readonly Table _reference;

    private ServedChurn(string folder, ModelSchema schema, Table reference)
    {
        (Folder, Schema, _reference) = (folder, schema, reference);
    }

    /// <summary>The folder with the packages.</summary>
    public string Folder { get; }

    public ModelSchema Schema { get; }

    /// <summary>Trains and packs.</summary>
    /// <param name="repository">The root of the repository.</param>
    /// <param name="folder">Gets the packages.</param>
    /// <param name="versions">Versions, each with its number of iterations.</param>
    public static ServedChurn Train(string repository, string folder, params IReadOnlyList<(string Version, int Iterations)> versions)
    {
        var found = new DiagnosticList();
        var spec = Spec(repository, versions[0].Iterations);
        var prepared = DataPreparation.Run(spec, new PreparedFiles(Path.Combine(folder, "training.parquet"), Path.Combine(folder, "reference.parquet"), Path.Combine(folder, "profile.json")), found, Silence.Instance, Environment.ProcessorCount, CancellationToken.None)
            ?? throw new InvalidOperationException(string.Join('\n', found.Items));
        var names = prepared.Schema.Columns.Select(c => c.Name).ToList();
        var training = ParquetTable.Read(Path.Combine(folder, "training.parquet"), names);
        var reference = ParquetTable.Read(Path.Combine(folder, "reference.parquet"), names);
        var churn = new ServedChurn(folder, prepared.Schema, reference);
        foreach (var (version, iterations) in versions)
        {
            var path = churn.OnnxPath(version);
            ModelTrainer.Run(Spec(repository, iterations), prepared.Schema, training, path, Environment.ProcessorCount, found, Silence.Instance, CancellationToken.None);
            TestPackage.Write(folder, version, prepared.Schema, File.ReadAllBytes(path), churn.Golden(version), auc: 0.84);
        }

        return churn;
    }

    /// <summary>The ONNX file of a version.</summary>
    public string OnnxPath(string version) => Path.Combine(Folder, version + ".onnx");

    /// <summary>The row as the body of <c>predict</c>.</summary>
    public string Predict(int row) => GoldenFile.Inputs(Schema.Features, _reference, row % _reference.Rows).ToJsonString();

    /// <summary>Some rows as the body of <c>infer</c>.</summary>
    public string Infer(int first, int rows)
    {
        var inputs = new JsonArray();
        foreach (var feature in Schema.Features)
        {
            var data = new JsonArray();
            for (var row = first; row < first + rows; row++)
            {
                data.Add(GoldenFile.Inputs([feature], _reference, row % _reference.Rows)[feature.Name]?.DeepClone());
            }

            inputs.Add(new JsonObject
            {
                ["name"] = feature.Name,
                ["shape"] = new JsonArray(rows, 1),
                ["datatype"] = feature.Type == ColumnType.Number ? "FP32" : "BYTES",
                ["data"] = data,
            });
        }

        return new JsonObject { ["inputs"] = inputs }.ToJsonString();
    }

    /// <summary>
    /// Microseconds of nothing but a run of the session with inputs that are ready, on one thread; the median of many. The rows are those of
    /// so many bodies in turn: the same rows again and again, the processor foresees which way they take through the trees.
    /// </summary>
    public double BareRun(string version, int rows, int bodies, int runs)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(OnnxPath(version), options);
        using var run = new RunOptions();
        var values = Enumerable.Range(0, bodies).Select(b => session.InputNames.Select(n => Value(n, b, rows)).ToList()).ToList();
        var times = new List<double>(runs);
        for (var i = 0; i < 2 * runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using (session.Run(run, session.InputNames, values[i % bodies], session.OutputNames))
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }
        }

        values.ForEach(body => body.ForEach(v => v.Dispose()));
        times.RemoveRange(0, runs);
        times.Sort();
        return times[times.Count / 2];
    }

    /// <summary>What a version says of each reference row.</summary>
    public float[] Scores(string version)
    {
        using var scorer = new OnnxScorer(OnnxPath(version), threads: 1);
        return scorer.Score(_reference, Schema);
    }

    private GoldenRow[] Golden(string version)
    {
        var scores = Scores(version);
        return [.. Enumerable.Range(0, 20).Select(r => new GoldenRow(r, GoldenFile.Inputs(Schema.Features, _reference, r), [scores[r]]))];
    }

    private OrtValue Value(string name, int first, int rows)
    {
        long[] shape = [rows, 1];
        var places = Enumerable.Range(first, rows).Select(r => r % _reference.Rows);
        if (_reference[name] is NumberColumn numbers)
        {
            return OrtValue.CreateTensorValueFromMemory([.. places.Select(r => (float)numbers.Values[r])], shape);
        }

        var value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
        foreach (var (row, place) in places.Index())
        {
            value.StringTensorSetElementAt(((StringColumn)_reference[name])[place] ?? string.Empty, row);
        }

        return value;
    }

    private static ModelSpec Spec(string repository, int iterations)
    {
        DataSource Source(string name) => new(Path.Combine(repository, "data", "telco", name), name, SourceLocation.None);
        return new ModelSpec
        {
            Name = "Churn",
            Version = "1.0.0",
            PackageId = TestPackage.Id,
            ProjectFile = Path.Combine(repository, "models", "Churn", "Churn.csproj"),
            SchemaFile = Path.Combine(repository, "models", "Churn", "Churn.schema.json"),
            AcceptedFile = Path.Combine(repository, "models", "Churn", "Churn.accepted.json"),
            Label = "churn",
            PositiveClass = "Yes",
            TrainingData = [Source("train.csv")],
            ReferenceData = [Source("reference.csv")],
            Trainer = new TrainerSpec(
                "LightGbm",
                new Dictionary<string, string>
                {
                    ["Iterations"] = iterations.ToString(CultureInfo.InvariantCulture),
                    ["Leaves"] = "15",
                    ["LearningRate"] = "0.05",
                    ["EarlyStopping"] = "0",
                },
                SourceLocation.None),
        };
    }

    private sealed class Silence : IStageProgress
    {
        public static Silence Instance { get; } = new();

        public void Report(string message, double? fraction = null)
        {
        }
    }
}
