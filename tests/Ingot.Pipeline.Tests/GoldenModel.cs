using System.Globalization;
using System.Text;
using Ingot.Artifacts.Stages;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline.Tests;

/// <summary>
/// A model whose outputs are written down: every type of column, gates that compare with a release, tests of every kind. All that
/// goes into the stages is fixed here: what comes out changes with their code only.
/// </summary>
internal sealed class GoldenModel : IDisposable
{
    /// <summary>Its name, which is in the names of files.</summary>
    public const string Name = "Leave";

    private readonly ModelFolder _folder;
    private ReleasedPackage? _release;
    private int _trainer;
    private object? _last;

    /// <param name="threads">How many threads each stage may use.</param>
    public GoldenModel(int threads)
    {
        _folder = new ModelFolder { Threads = threads };

        // SARIF says where the project lies in its repository: this one is its root, wherever temporary folders are.
        Directory.CreateDirectory(_folder.File(".git"));
        WriteData("train.csv", 480, 1);
        WriteData("reference.csv", 240, 2);
        File.WriteAllText(_folder.File("Leave.csproj"), "<Project Sdk=\"Ingot.Sdk\" />\n");
        File.WriteAllText(_folder.File("privacy.md"), "# Who may see the data\n");
        File.WriteAllText(_folder.File("LICENSE.txt"), "As you like.\n");
        File.WriteAllText(_folder.File("project.assets.json"), Assets);
        foreach (var (name, value) in Said)
        {
            _folder.Properties[name] = value;
        }

        _folder.Properties["AssetsFile"] = _folder.File("project.assets.json");
    }

    /// <summary>Builds, packs, accepts and reproduces it; gives what each stage left behind.</summary>
    public IReadOnlyList<OutputLine> Run()
    {
        List<OutputLine> lines = [.. Release()];
        AddItems();
        foreach (var stage in Stage.All)
        {
            Before(stage);
            Pass(stage);
            lines.AddRange(OutputLine.Of(stage.Definition, FolderOf(stage)));
        }

        // Verdicts and cards would have the durations too: so the gate comes last, with one that compares with
        // all releases, and nothing but their files is taken.
        _folder.AddItem("Gate", "Latency.P99", 30, ("Max", "1000s"));
        _folder.AddItem("Gate", "AUC", 31, ("MaxRegression", "0.05"), ("Against", "best"));
        ReleasedPackage.NameAll(_folder, [], [_release!]);
        Pass(Stage.Evaluate);
        foreach (var file in (StageFile[])[EvaluateFiles.Performance, EvaluateFiles.Releases, EvaluateFiles.ReleasePredictions])
        {
            lines.AddRange(OutputLine.Of(StageCatalog.Evaluate, FolderOf(Stage.Evaluate), file.Pattern));
        }

        return [.. lines.OrderBy(l => StageCatalog.All.ToList().FindIndex(s => s.Name == l.Stage))];
    }

    public void Dispose() => _folder.Dispose();

    private IEnumerable<OutputLine> Release()
    {
        _folder.Properties["Version"] = "7.2.0";
        _folder.AddItem("Column", "weight", 4, ("Role", "Weight"));
        _folder.AddItem("Column", "usage", 5, ("Missing", "Median"));
        _folder.AddItem("Trainer", "LightGbm", 6, ("Iterations", "3"), ("Leaves", "4"), ("MinDataInLeaf", "10"));
        foreach (var stage in (Stage[])[Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate])
        {
            Pass(stage);
        }

        // Once there is a release nobody takes a first look.
        var look = OutputLine.Of(StageCatalog.Gate, FolderOf(Stage.Gate), GateFiles.FirstLook.Pattern);

        _release = new ReleasedPackage(_folder, "7.2.0");
        File.Copy(_folder.Output(Stage.Evaluate, EvaluateFiles.Metrics.Pattern), _release.At("evidence/metrics.json"));
        _release.NameIn(_folder);
        _folder.Properties["Version"] = "7.3.1";
        _folder.Items.RemoveAt(_folder.Items.Count - 1);
        return look;
    }

    private void AddItems()
    {
        _folder.AddItem("Trainer", "LightGbm", 6, ("Iterations", "12"), ("LearningRate", "0.3"), ("Leaves", "6"), ("MinDataInLeaf", "10"));
        _folder.AddItem("Slice", "plan", 7);
        _folder.AddItem("Slice", "frequent", 8, ("Where", "visits >= 10"));
        _folder.AddItem("Gate", "AUC", 9, ("Min", "0.6"), ("MaxRegression", "0.05"));
        _folder.AddItem("Gate", "LogLoss", 10, ("MaxRegression", "0.1"), ("Policy", "NonInferior"), ("Alpha", "0.1"));
        _folder.AddItem("Gate", "Accuracy", 11, ("Slice", "plan=a"), ("Min", "0.5"));
        _folder.AddItem("Gate", "Size", 12, ("Max", "5MB"));
        _folder.AddItem("InvarianceTest", "member", 13, ("Tolerance", "0.2"), ("MaxShare", "1"));
        _folder.AddItem("DirectionalTest", "usage", 14, ("Change", "+10"), ("Expect", "NotDecrease"), ("MaxShare", "1"));
        _folder.AddItem("ExpectedPrediction", "heavy user", 15, ("Values", "since=2025-09-07;usage=96;plan=a;visits=19;member=true"), ("ExpectedLabel", "Yes"), ("Min", "0.6"));
        _folder.AddItem("FairnessGate", "member", 16, ("MaxDemographicParityDifference", "1"), ("MaxEqualizedOddsDifference", "1"));
        _folder.AddItem("CalibrationGate", "probability", 17, ("MaxECE", "0.9"), ("MinSlope", "0.01"), ("MaxSlope", "100"));
        _folder.AddItem("StabilityTest", "seeds", 18, ("Seeds", "1"), ("Metric", "AUC"), ("MaxSpread", "1"));
        _folder.AddItem("SimplerModelTest", "LogisticRegression", 19, ("Metric", "LogLoss"), ("MinGain", "0.01"));
        _folder.AddItem("LeakageTest", "label", 20, ("Shuffled", "true"));
        _folder.AddItem("StalenessTest", "a month", 21, ("Age", "30d"), ("Timestamp", "since"), ("Metric", "AUC"), ("MaxRegression", "1"));
        _folder.AddItem("MLTest", "Data5", 22, ("Evidence", "privacy.md"));
        _folder.AddItem("PackageFile", _folder.File("LICENSE.txt"), 23, ("PackagePath", "legal/"));
    }

    private void Before(Stage stage)
    {
        if (stage == Stage.Automl)
        {
            _trainer = _folder.Items.FindLastIndex(i => Equals(i.GetType().GetProperty("type")?.GetValue(i), "Trainer"));
            _folder.AddItem("Trainer", "Auto", 6, ("Trials", "3"), ("Folds", "0"));
            (_folder.Items[_trainer], _folder.Items[^1]) = (_folder.Items[^1], _folder.Items[_trainer]);
            _last = _folder.Items[^1];
            _folder.Items.RemoveAt(_folder.Items.Count - 1);
        }
        else if (stage == Stage.Train)
        {
            // Its other outputs are those of a trainer that people named.
            _folder.Items[_trainer] = _last!;
        }

        if (stage == Stage.Package)
        {
            BuiltClient.AddTo(_folder);
        }
        else if (stage == Stage.Reproduce)
        {
            // What the second build would be; that two builds are the same, WayTests shows.
            _folder.Properties["ReproduceFolder"] = _folder.File("ingot");
        }
        else if (stage == Stage.Monitor)
        {
            Serve();
        }
        else if (stage == Stage.Collect)
        {
            _folder.Properties["ModelRetrainBecause"] = "A new autumn";
            _folder.Properties["ModelRetrainMinRows"] = "20";
            _folder.Properties["ModelRetrainPolicy"] = "Window";
        }
        else if (stage == Stage.Search)
        {
            _folder.AddItem("Search", "Trees", 27, ("Trials", "3"), ("Leaves", "3..8"));
        }
        else if (stage == Stage.Retrain)
        {
            // What the new model would be: this one, beside the release.
            _folder.Properties["RetrainFolder"] = _folder.File("ingot");
        }
    }

    // The reference rows, three of them an hour, of which the last third has no labels yet.
    private void Serve()
    {
        var lines = File.ReadAllLines(_folder.File("reference.csv"));
        var scores = ((NumberColumn)ParquetTable.Read(_folder.Output(Stage.Evaluate, EvaluateFiles.Predictions.Pattern), ["probability"])["probability"]).Values;
        var text = new StringBuilder($"{lines[0]},id,at,p\n");
        for (var row = 0; row < scores.Length; row++)
        {
            var cells = lines[row + 1][..(lines[row + 1].LastIndexOf(',') + 1)];
            var label = row < scores.Length * 2 / 3 ? lines[row + 1][cells.Length..] : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"{cells}{label},r{row},2026-03-0{1 + (row / 72)}T{row / 3 % 24:00}:{row % 3 * 20:00}:00Z,{scores[row]:R}\n");
        }

        File.WriteAllText(_folder.File("served.csv"), text.ToString());
        _folder.AddItem("MonitorData", _folder.File("served.csv"), 24, ("Timestamp", "at"), ("Id", "id"), ("TrueLabel", "left"), ("Outputs", "probability=p"));
        _folder.AddItem("MonitorGate", "Drift", 25, ("Max", "5"));
        _folder.AddItem("MonitorGate", "AUC", 26, ("Min", "0.5"), ("MaxRegression", "0.5"));
        _folder.Properties["ModelMonitorFrom"] = "2026-03-01";
        _folder.Properties["ModelMonitorTo"] = "2026-03-05";
    }

    private void Pass(Stage stage) =>
        Assert.True(_folder.Run(stage) == StageOutcome.Passed, $"{stage.Definition.Name}:\n{string.Join('\n', _folder.Diagnostics.Items)}");

    private string FolderOf(Stage stage) => _folder.File($"ingot/{stage.FolderName}");

    private void WriteData(string name, int rows, int seed)
    {
        // Whole numbers all the way, and a generator that is nobody's but this test's.
        var state = (ulong)seed;
        var text = new StringBuilder("since,usage,visits,plan,member,weight,left\n");
        for (var i = 0; i < rows; i++)
        {
            var (usage, plan, member) = (Next(10_000), Next(3), Next(2));

            // What usage means depends on the member: trees see it, a linear model does not.
            var left = (member == 1 ? usage : 10_000 - usage) - (2500 * plan) + Next(3000) > 4000 ? "Yes" : "No";
            text.Append(CultureInfo.InvariantCulture, $"{new DateTime(2025, 1, 1).AddDays(Next(300)):yyyy-MM-dd},")
                .Append(Next(12) == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{usage / 100}.{usage % 100:00}"))
                .Append(CultureInfo.InvariantCulture, $",{Next(25)},{(Next(20) == 0 ? string.Empty : "abc"[plan].ToString())},{(member == 1 ? "true" : "false")},{1 + Next(4)},{left}\n");
        }

        File.WriteAllText(_folder.File(name), text.ToString());

        int Next(int below)
        {
            state = unchecked((state * 6364136223846793005) + 1442695040888963407);
            return (int)((state >> 33) % (ulong)below);
        }
    }

    private static IEnumerable<(string Name, string Value)> Said =>
    [
        ("RuntimeIdentifier", OutputLine.Platform),
        ("RootNamespace", "Contoso.Leave"),
        ("ModelPositiveClass", "Yes"),
        ("ModelGoldenRows", "5"),
        ("ModelMinTestScore", "0"),
        ("ModelFolds", "2"),
        ("ModelUseCases", "Who leaves?;Whom to call?"),
        ("ModelLimitations", "Made-up data."),
        ("Description", "Will somebody leave?"),
        ("Authors", "Contoso;Fabrikam"),
        ("PackageLicenseExpression", "MIT"),
        ("Configuration", "Release"),
        ("DotNetVersion", "10.0.100"),
        ("ProjectPath", "models/Leave/Leave.csproj"),
        ("RepositoryUrl", "https://git.example/models"),
        ("RepositoryCommit", "0123456789abcdef0123456789abcdef01234567"),
    ];

    private const string Assets = """
        {
          "targets": {
            "net10.0": {
              "Example.Runtime/2.1.0": { "type": "package", "dependencies": { "Example.Numbers": "1.0.0" }, "runtime": { "lib/net10.0/Example.Runtime.dll": {} } },
              "Example.Numbers/1.0.0": { "type": "package", "runtime": { "lib/net10.0/Example.Numbers.dll": {} } }
            }
          },
          "libraries": {
            "Example.Runtime/2.1.0": { "type": "package", "sha512": "AAECAwQFBgc=" },
            "Example.Numbers/1.0.0": { "type": "package", "sha512": "CAkKCwwNDg8=" }
          }
        }
        """;
}
