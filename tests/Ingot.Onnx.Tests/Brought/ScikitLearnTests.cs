using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Scoring;

namespace Ingot.Onnx.Tests.Brought;

/// <summary>The sample's training script: what it writes, joined with columns, says what scikit-learn itself says.</summary>
public sealed class ScikitLearnTests
{
    private const string Run = """
        import runpy, sys
        script, training, model = sys.argv[1:4]
        sys.argv = [script, training, model, 'y']
        names = runpy.run_path(script)
        rows = [[1.0, 0.5, 'a'], [2.0, -3.0, 'b'], [0.0, 0.0, 'no such value'], [4.0, 9.0, 'ü']]
        print([round(float(p), 6) for p in names['pipeline'].predict_proba(names['numpy'].array(rows, dtype=object))[:, 1]])
        """;

    [PythonFact]
    public void A_script_of_scikit_learn_says_through_its_ONNX_file_what_it_says_itself()
    {
        var folder = Directory.CreateTempSubdirectory("ingot-").FullName;
        try
        {
            var (training, model) = (Path.Combine(folder, "training.csv"), Path.Combine(folder, "model.onnx"));
            var lines = Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"{i % 7},{(i * 5 % 11) - 5},{"abü"[i % 3]},{(((i % 7) + (i % 3)) * (i % 5) > 8 ? "yes" : "no")}"));
            File.WriteAllText(training, "x,z,plan,y\n" + string.Join('\n', lines) + "\n");
            var (code, output) = PythonFactAttribute.Run(Run, RepositoryRoot("models/ChurnSklearn/train.py"), training, model);
            Assert.True(code == 0, output);

            var schema = new ModelSchema
            {
                Task = ModelTask.BinaryClassification,
                PositiveClass = "yes",
                Columns =
                [
                    Column("x", ColumnType.Number), Column("z", ColumnType.Number), Column("plan", ColumnType.String),
                    Column("y", ColumnType.String) with { Role = ColumnRole.Label, Domain = ["no", "yes"] },
                ],
            };
            var rows = new Table([new NumberColumn("x", [1, 2, 0, 4]), new NumberColumn("z", [0.5, -3, 0, 9]), new StringColumn("plan", [0, 1, 2, 3], ["a", "b", "no such value", "ü"])]);
            var own = new OwnModelSpec(OwnModelKind.Pretrained, new SourceLocation("M.csproj")) { File = model };
            var said = new DiagnosticList();
            var (onnx, _) = OwnModelWriter.Write(File.ReadAllBytes(model), own, "model.onnx", schema, [], rows, 0.5, "M", said);
            using var scorer = new OnnxScorer(onnx, "model.onnx", 1);

            var expected = output.Trim().Split('\n')[^1].Trim('[', ']').Split(", ").Select(p => double.Parse(p, System.Globalization.CultureInfo.InvariantCulture));
            Assert.All(expected.Zip(scorer.Score(rows, schema)), p => Assert.Equal(p.First, p.Second, 2e-6));
            Assert.Empty(said.Items);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string RepositoryRoot(string path)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Build.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, path);
    }

    private static SchemaColumn Column(string name, ColumnType type) => new() { Name = name, Type = type, Role = ColumnRole.Feature };
}
