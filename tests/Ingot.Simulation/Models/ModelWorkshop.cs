using System.Text.Json;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline;
using Ingot.Simulation.World;

namespace Ingot.Simulation.Models;

/// <summary>Builds and watches models by the stages of the build, in this process: what MSBuild would hand to the worker is written here.</summary>
public sealed class ModelWorkshop : IModelMaker, IDisposable
{
    private const string Model = "Churn";

    // The parts of a window are for the eye.
    private const string WholeWindow = "1000000";

    private readonly string _root = Directory.CreateTempSubdirectory("ingot-year-").FullName;
    private readonly int _threads;
    private int _windows;
    private int _models;

    /// <summary>Opens a workshop.</summary>
    /// <param name="threads">How many threads the stages may use.</param>
    public ModelWorkshop(int threads = 1) => _threads = threads;

    /// <summary>A file of the workshop.</summary>
    internal string File(string name) => Path.Combine(_root, name);

    /// <inheritdoc />
    /// <remarks>By Prepare, Train, Evaluate, Gate and Export.</remarks>
    public YearModel Make(string version, Table training, Table reference)
    {
        var folder = Directory.CreateDirectory(File($"model-{_models++}")).FullName;
        string Write(string name, Table rows)
        {
            var path = Path.Combine(folder, name);
            ParquetTable.Write(path, rows);
            return path;
        }

        List<object> data = [Data("TrainingData", Write("training.parquet", training)), Data("ReferenceData", Write("reference.parquet", reference))];
        List<object> items = [.. data];
        items.Add(Item("Column", "total_charges", ("Missing", "Median")));
        items.Add(Item("Trainer", "LightGbm", ("Iterations", "200"), ("Leaves", "15"), ("LearningRate", "0.05")));
        var told = Project(folder, version, items, ("ModelPermutationImportance", "false"), ("ModelFindWeakSlices", "False"));
        foreach (var stage in (Stage[])[Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export])
        {
            Run(stage, told, folder);
        }

        return new BuiltModel(version, Path.Combine(folder, "export"), data);
    }

    /// <summary>Runs Monitor on a window.</summary>
    /// <returns>Where its report is.</returns>
    internal string Watch(BuiltModel model, string served, DateTimeOffset from, DateTimeOffset before, IReadOnlyList<MonitorLaw> laws)
    {
        var folder = Directory.CreateDirectory(File($"window-{_windows++}")).FullName;
        List<object> items = [.. model.Data, .. laws.Select(l => Item("MonitorGate", l.Name, [.. l.Thresholds.Select(t => (t.Key, t.Value))]))];
        items.Add(Item(
            "MonitorData", served, ("Timestamp", "at"), ("Id", "id"), ("TrueLabel", "truth"), ("Labelled", "known_at"), ("Outputs", "probability=probability;predicted_label=predicted_label")));
        items.Add(Item("Trainer", "LightGbm"));
        var project = Project(
            folder, model.Version, items, ("ModelMonitorReference", model.Evidence), ("ModelMonitorFrom", Text(from)), ("ModelMonitorTo", Text(before)), ("ModelMonitorChunk", WholeWindow));
        Run(Stage.Monitor, project, folder);
        return Path.Combine(folder, "monitor", "monitor.json");
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    // A gate that fails is an answer, and no accident.
    private void Run(Stage stage, string project, string folder)
    {
        var said = new DiagnosticList();
        var outcome = new StageRunner(said, Silence.Instance).Run(stage, project, folder, _threads, CancellationToken.None);
        if (outcome is not (StageOutcome.Passed or StageOutcome.GateFailed))
        {
            throw new InvalidOperationException($"{stage.FolderName}: {outcome}\n{string.Join('\n', said.Items)}");
        }
    }

    private static string Project(string folder, string version, IReadOnlyList<object> items, params IReadOnlyList<(string Name, string Value)> further)
    {
        var properties = new Dictionary<string, string>
        {
            ["ModelName"] = Model,
            ["Version"] = version,
            ["PackageId"] = "Contoso.Churn",
            ["ProjectFile"] = Path.Combine(folder, Model + ".csproj"),
            ["ModelSchemaFile"] = Path.Combine(folder, Model + ".schema.json"),
            ["ModelAcceptedFile"] = Path.Combine(folder, Model + ".accepted.json"),
            ["ModelLabel"] = YearWorld.Label,
            ["ModelPositiveClass"] = YearWorld.Positive,
        };
        foreach (var (name, value) in further)
        {
            properties[name] = value;
        }

        var file = Path.Combine(folder, "project.json");
        System.IO.File.WriteAllText(file, JsonSerializer.Serialize(new { properties, items }));
        return file;
    }

    private static object Data(string type, string path) => new { type, include = path, sha256 = ContentHash.OfFile(path), metadata = new Dictionary<string, string>() };

    private static object Item(string type, string include, params IReadOnlyList<(string Name, string Value)> metadata) =>
        new { type, include, metadata = metadata.ToDictionary(m => m.Name, m => m.Value) };
}
