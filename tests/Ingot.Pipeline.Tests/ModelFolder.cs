using System.Globalization;
using System.Text;
using System.Text.Json;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Pipeline.Recording;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Tests;

/// <summary>A model project's folder with made-up data: what MSBuild would hand to the worker.</summary>
internal sealed class ModelFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-").FullName;

    public ModelFolder()
    {
        WriteData("train.csv", 900, 1);
        WriteData("reference.csv", 300, 2);
    }

    public Dictionary<string, string> Properties { get; } = [];

    public List<object> Items { get; } = [];

    public int Threads { get; init; } = 2;

    /// <summary>Called whenever a stage says how far it is.</summary>
    public Action? OnProgress { get; set; }

    public Func<string, Ingot.Monitoring.Windows.ServedSource>? LogDatabase { get; set; }

    public DiagnosticList Diagnostics { get; private set; } = new();

    /// <summary>What the last run said of what nobody asks of the model (INGOT4015), which is so in most of these projects: apart from the rest.</summary>
    public List<Diagnostic> Advice { get; } = [];

    /// <summary>What the stages of the last run said of their work.</summary>
    public List<string> Progress { get; } = [];

    public string File(string name) => Path.Combine(_root, name);

    public string Output(Stage stage, string file) => Path.Combine(_root, "ingot", stage.FolderName, file);

    /// <summary>Two numbers and a category; the label follows from them with noise.</summary>
    public void WriteData(string name, int rows, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("usage,age,plan,left\n");
        for (var i = 0; i < rows; i++)
        {
            var usage = Math.Round(random.NextDouble() * 100, 2);
            var plan = random.Next(3);
            var left = (usage / 50) - plan + random.NextDouble() > 0.8 ? "Yes" : "No";
            text.Append(CultureInfo.InvariantCulture, $"{usage},{18 + random.Next(60)},{"abc"[plan]},{left}\n");
        }

        System.IO.File.WriteAllText(File(name), text.ToString());
    }

    public void AddItem(string type, string include, int line = 0, params (string Name, string Value)[] metadata) => Items.Add(new
    {
        type,
        include,
        metadata = metadata.ToDictionary(m => m.Name, m => m.Value),
        file = File("Leave.csproj"),
        line,
        column = 5,
    });

    /// <summary>Records the stages; null: nobody does.</summary>
    public StageRecorder? Recorder { get; set; }

    public StageOutcome Run(params Stage[] stages)
    {
        Diagnostics = new DiagnosticList();
        Progress.Clear();
        Advice.Clear();
        foreach (var stage in stages)
        {
            var outcome = Run(stage, CancellationToken.None);
            if (outcome != StageOutcome.Passed)
            {
                return outcome;
            }
        }

        return StageOutcome.Passed;
    }

    public StageOutcome Run(Stage stage, CancellationToken cancellation)
    {
        return new StageRunner(new Sorter(this), new ProgressList(this)) { LogDatabase = LogDatabase, Recorder = Recorder }.Run(stage, WriteProject(), File("ingot"), Threads, cancellation);
    }

    /// <summary>What a stage is handed, without running it.</summary>
    public StageContext Context(StageDefinition stage)
    {
        var document = ProjectDocument.Read(WriteProject());
        return new StageContext
        {
            Stage = stage,
            Spec = ModelSpecReader.Read(document),
            Project = new ProjectFacts(document),
            Folder = File("ingot"),
            Output = File("ingot"),
            Diagnostics = Diagnostics,
            Progress = new ProgressList(this),
        };
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string WriteProject()
    {
        var project = File("project.json");
        System.IO.File.WriteAllText(project, JsonSerializer.Serialize(new { properties = AllProperties(), items = AllItems() }));
        return project;
    }

    private Dictionary<string, string> AllProperties()
    {
        var all = new Dictionary<string, string>
        {
            ["ModelName"] = "Leave",
            ["Version"] = "1.0.0",
            ["PackageId"] = "Contoso.Leave",
            ["ProjectFile"] = File("Leave.csproj"),
            ["ModelSchemaFile"] = File("Leave.schema.json"),
            ["ModelAcceptedFile"] = File("Leave.accepted.json"),
            ["ModelLabel"] = "left",
        };
        foreach (var (name, value) in Properties)
        {
            all[name] = value;
        }

        return all;
    }

    private IEnumerable<object> AllItems() =>
    [
        Data("TrainingData", "train.csv", 2),
        Data("ReferenceData", "reference.csv", 3),
        .. Items,
    ];

    private object Data(string type, string name, int line) => new
    {
        type,
        include = File(name),
        sha256 = System.IO.File.Exists(File(name)) ? ContentHash.OfFile(File(name)) : string.Empty,
        file = File("Leave.csproj"),
        line,
        column = 5,
    };

    private sealed class Sorter(ModelFolder folder) : IDiagnosticSink
    {
        public void Report(Diagnostic diagnostic)
        {
            if (diagnostic.Code == "INGOT4015")
            {
                folder.Advice.Add(diagnostic);
            }
            else
            {
                folder.Diagnostics.Report(diagnostic);
            }
        }
    }

    private sealed class ProgressList(ModelFolder folder) : IStageProgress
    {
        public void Report(string message, double? fraction = null)
        {
            folder.Progress.Add(message);
            folder.OnProgress?.Invoke();
        }
    }
}
