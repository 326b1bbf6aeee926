using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline.Tests;

/// <summary>A released model, scored anew on today's reference rows, and change gates that compare with it.</summary>
public class BaselineTests
{
    private static readonly Stage[] ToGate = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate];

    [Fact]
    public void The_released_model_is_scored_on_todays_rows_and_change_gates_compare_in_pairs()
    {
        using var model = new ModelFolder();
        model.AddItem("Slice", "plan", 7);
        model.AddItem("Gate", "LogLoss", 9, ("MaxRegression", "0.001"));
        model.AddItem("Gate", "LogLoss", 10, ("MaxRegression", "0.001"), ("Slice", "plan=b"));
        Release(model);
        var then = Scores(model.Output(Stage.Evaluate, "predictions.parquet"));

        // Other reference rows than at the time of the release: an accepted result would not be comparable.
        model.WriteData("reference.csv", 400, 3);
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "1"), ("Leaves", "2"));
        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));

        Assert.Equal([("INGOT2009", 8), ("INGOT4002", 9), ("INGOT4002", 10)], model.Diagnostics.Items.Select(d => (d.Code, d.Location.Line)));
        var message = model.Diagnostics.Items[1].Message;
        Assert.Contains(" (0.9.0) to ", message, StringComparison.Ordinal);
        Assert.Contains("(paired 95 % interval ", message, StringComparison.Ordinal);
        Assert.Contains("raise MaxRegression or name another ModelBaselineVersion", message, StringComparison.Ordinal);

        var today = MetricsFile.Read(model.Output(Stage.Evaluate, "metrics.json"));
        var baseline = MetricsFile.Read(model.Output(Stage.Evaluate, "baseline.json"));
        Assert.Equal(("0.9.0", 400L), (baseline.Version, baseline.ReferenceRows));
        Assert.NotEqual(today.OnnxSha256, baseline.OnnxSha256);
        Assert.Equal(today.Metrics.Select(m => (m.Name, m.Slice, m.Rows)), baseline.Metrics.Select(m => (m.Name, m.Slice, m.Rows)));
        Assert.All(
            VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json")),
            v => Assert.Equal(baseline.Metrics.First(m => m.Name == "LogLoss" && m.Slice == v.Slice).Value, v.Baseline, 12));

        // On the rows of its time it says what it said.
        model.WriteData("reference.csv", 300, 2);
        model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate);
        Assert.Equal(then, Scores(model.Output(Stage.Evaluate, "baseline.parquet")));
        Assert.NotEqual(then, Scores(model.Output(Stage.Evaluate, "predictions.parquet")));
        Assert.False(File.Exists(model.Output(Stage.Evaluate, "baseline.onnx")));
    }

    [Fact]
    public void The_very_same_model_passes_and_says_so()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("MaxRegression", "0"), ("Policy", "NonInferior"));
        Release(model);

        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        var diagnostic = Assert.Single(model.Diagnostics.Items);
        Assert.Equal(("INGOT3047", DiagnosticSeverity.Info), (diagnostic.Code, diagnostic.Severity));
        Assert.Contains("the very same model", Assert.Single(VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_baseline_that_has_seen_the_reference_rows_is_no_measure()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "LogLoss", 9, ("MaxRegression", "0.001"));
        model.AddItem("Gate", "Size", 10, ("MaxRegression", "100%"));
        var package = Release(model);
        var packed = MetricsFile.Read(model.Output(Stage.Evaluate, "metrics.json"));
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "1"), ("Leaves", "2"));

        // Without the package's own metrics nobody can tell, and with these it is no better today.
        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        File.WriteAllText(package.At("evidence/metrics.json"), MetricsFile.ToJson(packed));
        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        // One stump predicts no class but the more frequent one, which Train says.
        Assert.Equal(["INGOT2009", "INGOT4002"], model.Diagnostics.Items.Select(d => d.Code));

        // As if it had been much worse on rows that it had not seen.
        var worse = packed.Metrics.Select(m => m.Name == "AUC" && m.Slice is null ? m with { Value = 0.7726, StandardError = 0.012 } : m);
        File.WriteAllText(package.At("evidence/metrics.json"), MetricsFile.ToJson(packed with { Metrics = [.. worse] }));
        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));

        var warning = Assert.Single(model.Diagnostics.Items, d => d.Code != "INGOT2009");
        Assert.Equal(("INGOT4017", 9, DiagnosticSeverity.Warning), (warning.Code, warning.Location.Line, warning.Severity));
        Assert.Matches(@"^LogLoss on the reference data went from 0\.\d+ \(0\.9\.0\) to 0\.\d+, which says nothing: Contoso\.Leave 0\.9\.0 has AUC 0\.9\d+ on today's reference data and had 0\.7726 when it was released \(one-sided p < 0\.0001\): it was most likely trained on", warning.Message);
        Assert.Equal([GateOutcome.Inconclusive, GateOutcome.Passed], VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json")).Select(v => v.Outcome));
    }

    [Fact]
    public void Before_the_first_release_change_gates_are_skipped_in_CI_too()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("Min", "0.5"), ("MaxRegression", "0"));
        model.Run(Stage.Prepare);
        model.Properties["ContinuousIntegration"] = "true";
        model.Properties["ModelBaselinePackage"] = "Contoso.Leave";

        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        Assert.Equal(("INGOT4020", 9, DiagnosticSeverity.Warning), (Assert.Single(model.Diagnostics.Items).Code, model.Diagnostics.Items[0].Location.Line, model.Diagnostics.Items[0].Severity));
        Assert.Equal(
            [GateOutcome.Passed, GateOutcome.Skipped], VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json")).Select(v => v.Outcome));
        Assert.False(File.Exists(model.Output(Stage.Evaluate, "baseline.json")));
    }

    [Fact]
    public void Columns_that_differ_are_named_and_one_that_may_be_missing_is_scored_as_missing()
    {
        using var model = new ModelFolder();
        var package = Release(model);

        // The released model knew a column that is gone, and not the new one.
        package.EditSchema(schema => schema with { Columns = [.. schema.Columns.Select(c => c.Name == "age" ? c with { MinFraction = 0.9 } : c)] });
        Rename(model, "age", "years");
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToGate]));

        var diagnostic = Assert.Single(model.Diagnostics.Items);
        Assert.Equal(("INGOT3046", DiagnosticSeverity.Warning), (diagnostic.Code, diagnostic.Severity));
        Assert.Contains("it does not know years", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("it is scored without age, which the data lack", diagnostic.Message, StringComparison.Ordinal);

        // The same scores as where the column is there and empty.
        var without = Scores(model.Output(Stage.Evaluate, "baseline.parquet"));
        File.WriteAllLines(model.File("reference.csv"), File.ReadAllLines(model.File("reference.csv")).Select((l, i) => l + (i == 0 ? ",age" : ",")));
        File.WriteAllLines(model.File("train.csv"), File.ReadAllLines(model.File("train.csv")).Select((l, i) => l + (i == 0 ? ",age" : ",30")));
        File.Delete(model.File("Leave.schema.json"));
        model.AddItem("Column", "age", 4, ("Role", "Ignored"), ("Type", "Number"));
        Assert.True(StageOutcome.Passed == model.Run([.. ToGate]), string.Join('\n', model.Diagnostics.Items));
        Assert.Equal(without, Scores(model.Output(Stage.Evaluate, "baseline.parquet")));
        Assert.Contains("it takes age, which the model no longer does", model.Diagnostics.Items.Single(d => d.Code == "INGOT3046").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_it_cannot_do_without_is_an_error()
    {
        using var model = new ModelFolder();
        Release(model);
        Rename(model, "age", "years");

        Assert.Equal(StageOutcome.BadInput, model.Run(ToGate));
        Assert.Equal("INGOT3045", Assert.Single(model.Diagnostics.Items).Code);
        Assert.EndsWith(
            "it needs the column 'age', which they lack. Add the column to the data, if necessary with the role Ignored, or name a later version.",
            model.Diagnostics.Items[0].Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(model.File("ingot/gate")));
    }

    [Fact]
    public void A_column_of_another_type_is_an_error_that_does_not_ask_for_the_column()
    {
        using var model = new ModelFolder();
        Release(model).EditSchema(schema => schema with { Columns = [.. schema.Columns.Select(c => c.Name == "age" ? c with { Type = ColumnType.String } : c)] });
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "1"));

        Assert.Equal(StageOutcome.BadInput, model.Run(ToGate));
        Assert.EndsWith(
            "the column 'age' is of the type Number, but it takes String. Give the column that type again (the metadata Type of its Column item, or the schema), or name a later version.",
            Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT3045").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_a_value_that_it_needs_are_an_error_that_does_not_ask_for_the_column()
    {
        using var model = new ModelFolder();
        foreach (var file in (string[])["train.csv", "reference.csv"])
        {
            File.WriteAllLines(model.File(file), File.ReadAllLines(model.File(file)).Select((l, i) => l + (i == 0 ? ",member" : i % 3 == 0 ? ",true" : ",false")));
        }

        Release(model);
        var lines = File.ReadAllLines(model.File("reference.csv"));
        (lines[1], lines[2]) = (lines[1][..lines[1].LastIndexOf(',')] + ",", lines[2][..lines[2].LastIndexOf(',')] + ",");
        File.WriteAllLines(model.File("reference.csv"), lines);
        var schema = model.File("Leave.schema.json");
        File.WriteAllText(schema, SchemaFile.ToJson(SchemaFile.Read(schema) is var s ? s with { Columns = [.. s.Columns.Select(c => c.Name == "member" ? c with { MinFraction = 0.5 } : c)] } : null!));

        Assert.Equal(StageOutcome.BadInput, model.Run(ToGate));
        Assert.EndsWith(
            "it needs a value of the column 'member' in every row, and 2 rows have none. Fill them, leave such rows out with ModelFilter, or name a later version.",
            Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT3045").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("label", "predicts the column 'gone', this one 'left'")]
    [InlineData("positive", "its positive class is 'No', this model's is 'Yes'")]
    [InlineData("classes", "its classes are Never, Yes, this model's are No, Yes")]
    [InlineData("task", "it is a Regression model")]
    public void A_package_that_answers_another_question_is_refused(string what, string expected)
    {
        using var model = new ModelFolder();
        Release(model).EditSchema(schema => what switch
        {
            "label" => Label(schema, l => l with { Name = "gone" }),
            "positive" => schema with { PositiveClass = "No" },
            "classes" => Label(schema, l => l with { Domain = ["Never", "Yes"] }),
            _ => Label(schema, l => l with { Type = ColumnType.Number, Domain = null }) with { Task = ModelTask.Regression, PositiveClass = null },
        });

        Assert.Equal(StageOutcome.BadInput, model.Run(ToGate));
        Assert.Equal("INGOT3044", Assert.Single(model.Diagnostics.Items).Code);
        Assert.Contains(expected, model.Diagnostics.Items[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_model_is_a_file_of_the_package()
    {
        using var model = new ModelFolder();
        var package = Release(model);
        File.Delete(package.Assembly);
        Directory.CreateDirectory(package.At("model"));
        File.Copy(model.Output(Stage.Train, "model.onnx"), package.At("model/Leave.onnx"));

        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        Assert.Equal("INGOT3047", Assert.Single(model.Diagnostics.Items).Code);
    }

    [Theory]
    [InlineData("no model", "neither a resource 'model.onnx'")]
    [InlineData("two models", "carry 2 different models")]
    [InlineData("no schema", "0 files evidence/<Model>.schema.json")]
    [InlineData("two schemas", "2 files evidence/<Model>.schema.json")]
    [InlineData("damaged schema", "its schema is damaged")]
    [InlineData("no assembly", "its assembly Leave.dll is damaged")]
    [InlineData("damaged assembly", "its assembly Leave.dll is damaged")]
    [InlineData("length", "claims to have 2147483647 bytes")]
    [InlineData("negative length", "claims to have -1 bytes")]
    [InlineData("no ONNX", "its model is refused (INGOT9021: ")]
    [InlineData("other inputs", "does not take the inputs of its schema")]
    public void A_damaged_or_hostile_package_is_refused(string what, string expected)
    {
        using var model = new ModelFolder();
        var package = Release(model);
        Damage(model, package, what);

        Assert.Equal(StageOutcome.BadInput, model.Run(ToGate));
        var error = Assert.Single(model.Diagnostics.Items, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("INGOT3043", error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains($"delete the folder '{package.Folder}' and restore again", error.Message, StringComparison.Ordinal);
    }

    private static void Damage(ModelFolder model, ReleasedPackage package, string what)
    {
        switch (what)
        {
            case "no model":
                Directory.Delete(package.At("lib"), recursive: true);
                break;
            case "two models":
                package.WriteAssembly([1, 2, 3], "lib/netstandard2.0");
                break;
            case "no schema":
                File.Delete(package.Schema);
                break;
            case "two schemas":
                File.Copy(package.Schema, package.At("evidence/Other.schema.json"));
                break;
            case "damaged schema":
                File.WriteAllText(package.Schema, "{");
                break;
            case "no assembly":
                File.WriteAllBytes(package.Assembly, Encoding.UTF8.GetBytes("MZ"));
                break;
            case "damaged assembly":
                var bytes = File.ReadAllBytes(package.Assembly);
                File.WriteAllBytes(package.Assembly, bytes[..(bytes.Length / 2)]);
                break;
            case "length":
                WriteLength(model, package, int.MaxValue);
                break;
            case "negative length":
                WriteLength(model, package, -1);
                break;
            case "no ONNX":
                package.WriteAssembly([1, 2, 3]);
                break;
            default:
                model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "1"));
                package.EditSchema(schema => schema with { Columns = [.. schema.Columns.Where(c => c.Name != "age")] });
                break;
        }
    }

    // The resource is its length and then its content.
    private static void WriteLength(ModelFolder model, ReleasedPackage package, int length)
    {
        var onnx = File.ReadAllBytes(model.Output(Stage.Train, "model.onnx"));
        var bytes = File.ReadAllBytes(package.Assembly);
        var at = bytes.AsSpan().IndexOf(onnx) - sizeof(int);
        Assert.Equal(onnx.Length, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), length);
        File.WriteAllBytes(package.Assembly, bytes);
    }

    private static ReleasedPackage Release(ModelFolder model)
    {
        var outcome = model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate);
        Assert.True(outcome == StageOutcome.Passed, string.Join('\n', model.Diagnostics.Items));
        var package = new ReleasedPackage(model);
        package.NameIn(model);
        return package;
    }

    private static void Rename(ModelFolder model, string old, string name)
    {
        foreach (var file in (string[])["train.csv", "reference.csv"])
        {
            var lines = File.ReadAllLines(model.File(file));
            lines[0] = lines[0].Replace($",{old},", $",{name},", StringComparison.Ordinal);
            File.WriteAllLines(model.File(file), lines);
        }

        File.Delete(model.File("Leave.schema.json"));
    }

    private static ModelSchema Label(ModelSchema schema, Func<SchemaColumn, SchemaColumn> change) =>
        schema with { Columns = [.. schema.Columns.Select(c => c.Role == ColumnRole.Label ? change(c) : c)] };

    private static string Scores(string file)
    {
        var table = ParquetTable.Read(file, ["row", "label", "probability"]);
        return string.Join('\n', Enumerable.Range(0, table.Rows).Select(r => string.Create(
            CultureInfo.InvariantCulture,
            $"{((NumberColumn)table["row"]).Values[r]} {((StringColumn)table["label"])[r]} {((NumberColumn)table["probability"]).Values[r]:R}")));
    }
}
