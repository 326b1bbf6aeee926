using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Scoring;
using Ingot.Training.Pipelines;

namespace Ingot.Training.Tests.Pipelines;

/// <summary>Pipelines of ML.NET in C# of the project's own: fitted, written as ONNX, and compared with ML.NET on values that go wrong.</summary>
public sealed class PipelineTrainerTests
{
    [Theory]
    [InlineData(ModelTask.BinaryClassification, nameof(GoodBinary))]
    [InlineData(ModelTask.Regression, "Ingot.Training.Tests.Pipelines.GoodRegression")]
    [InlineData(ModelTask.MulticlassClassification, nameof(GoodClasses))]
    public void A_pipeline_becomes_a_model_whose_answers_are_those_of_ML_NET(ModelTask task, string name)
    {
        using var data = TrainingCase.Of(task);
        var difference = Make(data, name);

        Assert.InRange(difference, 0, 2e-5);
        Assert.InRange(data.Quality(), task == ModelTask.Regression ? 0.9 : 0.8, 1);
        Assert.Empty(data.Diagnostics.Items);
    }

    [Fact]
    public void The_same_data_give_the_same_file()
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, 500);
        Make(data, nameof(GoodBinary));
        var first = data.Hash;
        Make(data, nameof(GoodBinary));

        Assert.Equal(first, data.Hash);
    }

    [Theory]
    [InlineData(ModelTask.Regression, nameof(WrongHash), "INGOT2067", "OneHotHash")]
    [InlineData(ModelTask.Regression, nameof(NotExportable), "INGOT2067", "The steps are")]
    [InlineData(ModelTask.BinaryClassification, nameof(Uncalibrated), "INGOT2066", "gives no column Probability")]
    [InlineData(ModelTask.Regression, nameof(Throws), "INGOT2066", "no luck today")]
    [InlineData(ModelTask.Regression, nameof(Nothing), "INGOT2066", "gave nothing")]
    [InlineData(ModelTask.Regression, nameof(Two), "INGOT2066", "Several methods")]
    [InlineData(ModelTask.Regression, nameof(OtherColumn), "INGOT2004", "z")]
    [InlineData(ModelTask.Regression, "None", "INGOT2066", "no public class 'None'")]
    public void What_cannot_be_taken_is_refused_with_its_reason(ModelTask task, string name, string code, string message)
    {
        using var data = TrainingCase.Of(task, 500);

        var refused = Assert.Throws<IngotException>(() => Make(data, name));
        Assert.Equal(code, refused.Diagnostic.Code);
        Assert.Contains(message, refused.Diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal(9, refused.Diagnostic.Location.Line);
    }

    [Theory]
    [InlineData("none.dll", "was not built")]
    [InlineData("damaged.dll", "cannot be loaded")]
    public void An_assembly_that_is_none_is_told(string file, string message)
    {
        using var data = TrainingCase.Of(ModelTask.Regression, 100);
        var path = data.Path + file;
        if (file == "damaged.dll")
        {
            File.WriteAllText(path, "MZ");
        }

        try
        {
            var spec = Spec(data, "None") with { OwnModel = new OwnModelSpec(OwnModelKind.Pipeline, new SourceLocation("Test.csproj", 9)) { Assemblies = [path] } };
            var refused = Assert.Throws<IngotException>(() => new PipelineTrainer(spec, data.Schema).Run(data.Table, data.Progress, default));
            Assert.Equal("INGOT2066", refused.Diagnostic.Code);
            Assert.Contains(message, refused.Diagnostic.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Hard_rows_have_what_goes_wrong_and_nothing_missing_that_must_be_there()
    {
        var table = new Table([new NumberColumn("x", [1, 2, 3]), new StringColumn("t", [0, 1, 0], ["a", "b"]), new BooleanColumn("m", [1, 0, 1]), new DateColumn("d", [1, 2, 3])]);
        ModelSchema Schema(double presence) => new()
        {
            Task = ModelTask.Regression,
            Columns = [.. table.Columns.Select(c => new SchemaColumn
            {
                Name = c.Name, Role = ColumnRole.Feature, MinFraction = presence,
                Type = c switch { StringColumn => ColumnType.String, BooleanColumn => ColumnType.Boolean, DateColumn => ColumnType.Date, _ => ColumnType.Number },
            })],
        };

        var open = HardRows.Of(Schema(0), table);
        var closed = HardRows.Of(Schema(1), table);

        Assert.All(open.Columns, c => Assert.Contains(Enumerable.Range(0, c.Rows), c.IsMissing));
        Assert.All(closed.Columns, c => Assert.DoesNotContain(Enumerable.Range(0, c.Rows), c.IsMissing));
        Assert.Contains(((StringColumn)open["t"]).Dictionary, t => t.Any(c => c > 127));
        Assert.Contains(((NumberColumn)open["x"]).Values, v => v == -1e6);
        Assert.Equal([1, 2, 3], ((NumberColumn)table["x"]).Values);
    }

    private static ModelSpec Spec(TrainingCase data, string name) => data.Spec("Pipeline") with
    {
        OwnModel = new OwnModelSpec(OwnModelKind.Pipeline, new SourceLocation("Test.csproj", 9)) { Class = name, Assemblies = [typeof(PipelineTrainerTests).Assembly.Location] },
    };

    private static double Make(TrainingCase data, string name)
    {
        var spec = Spec(data, name);
        var trainer = new PipelineTrainer(spec, data.Schema);
        var written = trainer.Run(data.Table, data.Progress, default);
        var (onnx, _) = OwnModelWriter.Write(written, spec.OwnModel! with { Output = trainer.Output }, "ML.NET's", data.Schema, [], data.Table, 0.5, "Test", data.Diagnostics);
        File.WriteAllBytes(data.Path, onnx);
        using var scorer = new OnnxScorer(onnx, data.Path, 1);
        var rows = HardRows.Of(data.Schema, data.Table);
        return trainer.Compare(rows, scorer.Score(rows, data.Schema), default);
    }
}
