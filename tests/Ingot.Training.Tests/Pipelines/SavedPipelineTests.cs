using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx;
using Ingot.Scoring;
using Ingot.Training.Pipelines;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ingot.Training.Tests.Pipelines;

/// <summary>Models that ML.NET saved elsewhere.</summary>
public sealed class SavedPipelineTests
{
    [Theory]
    [InlineData(ModelTask.BinaryClassification, nameof(GoodBinary))]
    [InlineData(ModelTask.Regression, nameof(GoodRegression))]
    [InlineData(ModelTask.MulticlassClassification, nameof(GoodClasses))]
    public void A_saved_model_answers_as_ML_NET_does(ModelTask task, string name)
    {
        using var data = TrainingCase.Of(task, 800);
        var classes = task == ModelTask.MulticlassClassification ? data.Schema.Classes : null;
        var spec = Spec(data, classes);
        var trainer = new PipelineTrainer(spec, data.Schema);

        var written = trainer.Load(Saved(data, name), "model.zip", data.Table, default);

        var (onnx, _) = OwnModelWriter.Write(written, spec.OwnModel! with { Output = trainer.Output }, "ML.NET's", data.Schema, [], data.Table, 0.5, "Test", data.Diagnostics);
        File.WriteAllBytes(data.Path, onnx);
        using var scorer = new OnnxScorer(onnx, data.Path, 1);
        var rows = HardRows.Of(data.Schema, data.Table);
        Assert.InRange(trainer.Compare(rows, scorer.Score(rows, data.Schema), default), 0, 2e-5);
        Assert.InRange(data.Quality(), 0.8, 1);
    }

    [Fact]
    public void Scores_that_name_no_class_are_refused_until_somebody_says_it()
    {
        using var data = TrainingCase.Of(ModelTask.MulticlassClassification, 300);

        var fault = Refused(data, Saved(data, nameof(GoodClasses)));

        Assert.Contains("does not say which of its scores is of which class", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_other_columns_is_refused_by_their_names()
    {
        using var other = TrainingCase.Of(ModelTask.BinaryClassification, 300);
        var saved = Saved(other, nameof(GoodBinary));
        using var data = TrainingCase.With(ModelTask.BinaryClassification, other.Table["y"], other.Table["label"]);

        Assert.Contains("takes other columns than the data have", Refused(data, saved).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no archive")]
    [InlineData("")]
    public void A_file_that_is_none_is_refused(string content)
    {
        using var data = TrainingCase.Of(ModelTask.Regression, 100);

        Assert.Contains("is no model that ML.NET 5.", Refused(data, System.Text.Encoding.UTF8.GetBytes(content)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_of_something_else_is_refused()
    {
        using var data = TrainingCase.Of(ModelTask.Regression, 100);
        using var stream = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(archive.CreateEntry("TransformerChain/Model.key").Open());
            writer.Write("no model");
        }

        Assert.Contains("is no model that ML.NET", Refused(data, stream.ToArray()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_file_is_refused()
    {
        using var data = TrainingCase.Of(ModelTask.Regression, 300);
        var saved = Saved(data, nameof(GoodRegression));

        Assert.Contains("is no model that ML.NET", Refused(data, saved[..(saved.Length / 2)]).Message, StringComparison.Ordinal);
    }

    private static Diagnostic Refused(TrainingCase data, byte[] saved)
    {
        var fault = Assert.Throws<IngotException>(() => new PipelineTrainer(Spec(data, null), data.Schema).Load(saved, "model.zip", data.Table, default)).Diagnostic;
        Assert.Equal(("INGOT2066", 9), (fault.Code, fault.Location.Line));
        return fault;
    }

    private static ModelSpec Spec(TrainingCase data, IReadOnlyList<string>? classes) => data.Spec("Pretrained") with
    {
        OwnModel = new OwnModelSpec(OwnModelKind.Pretrained, new SourceLocation("Test.csproj", 9))
        {
            File = "/r/model.zip",
            Output = classes is null ? null : new ModelOutputSpec(null, null, classes, new SourceLocation("Test.csproj", 9)),
        },
    };

    private static byte[] Saved(TrainingCase data, string name)
    {
        var context = new MLContext(1);
        var code = new OwnModelSpec(OwnModelKind.Pipeline, new SourceLocation("Test.csproj", 9)) { Class = name, Assemblies = [typeof(SavedPipelineTests).Assembly.Location] };
        var view = new TableView(data.Table, data.Schema.Features.Select(c => c.Name), data.Schema.Task switch
        {
            ModelTask.Regression => NumberDataViewType.Single,
            ModelTask.BinaryClassification => BooleanDataViewType.Instance,
            _ => new KeyDataViewType(typeof(uint), data.Schema.Classes.Count),
        }, TrainingLabels.Of(data.Schema, data.Table), null, default);
        using var stream = new MemoryStream();
        context.Model.Save(PipelineCode.Pipeline(code, context).Fit(view), view.Schema, stream);
        return stream.ToArray();
    }
}
