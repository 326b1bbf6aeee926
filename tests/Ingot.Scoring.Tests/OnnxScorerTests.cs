using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Tests.Shared;
using Microsoft.ML.OnnxRuntime;
using static Ingot.Tests.Shared.TestModel;

namespace Ingot.Scoring.Tests;

public class OnnxScorerTests
{
    [Theory]
    [InlineData("")]
    [InlineData("this is no model")]
    public void A_file_that_is_not_a_model_is_a_coded_error_at_the_file(string content)
    {
        using var model = new TestModel();
        File.WriteAllText(model.Path, content);

        var error = Assert.Throws<IngotException>(() => new OnnxScorer(model.Path));

        Assert.Equal(("INGOT3010", model.Path), (error.Diagnostic.Code, error.Diagnostic.Location.File));
    }

    [Theory]
    [InlineData("obj/model.onnx", "Delete it and train again: dotnet msbuild -t:TrainModel.")]
    [InlineData("Contoso.Churn.1.0.0.nupkg", "Fetch the package again from where it was published.")]
    public void What_is_to_be_done_depends_on_where_the_model_is_from(string path, string remedy) =>
        Assert.EndsWith(remedy, Assert.Throws<IngotException>(() => new OnnxScorer([1, 2, 3], path)).Diagnostic.Message, StringComparison.Ordinal);

    [Fact]
    public void A_truncated_model_is_a_coded_error()
    {
        using var model = new TestModel();
        model.WriteTree();
        var bytes = File.ReadAllBytes(model.Path);
        File.WriteAllBytes(model.Path, bytes[..(bytes.Length / 2)]);

        Assert.Equal("INGOT3010", Assert.Throws<IngotException>(() => new OnnxScorer(model.Path)).Diagnostic.Code);
    }

    [Fact]
    public void Scores_depend_neither_on_the_batch_nor_on_the_number_of_threads()
    {
        var (schema, _) = Mixed(ModelTask.Regression);
        const int Rows = 13_000;
        var table = new Table(
        [
            Numbers("size", [.. Enumerable.Range(0, Rows).Select(i => i % 5 == 0 ? double.NaN : i * 0.01)]),
            new BooleanColumn("new", [.. Enumerable.Range(0, Rows).Select(i => (sbyte)((i % 3) - 1))]),
            new DateColumn("since", [.. Enumerable.Range(0, Rows).Select(i => i % 7 == 0 ? DateColumn.Missing : i * 86_400_000_000)]),
            Strings("colour", [.. Enumerable.Range(0, Rows).Select(i => i % 4 == 0 ? null : $"colour {i % 9} äöü")]),
        ]);
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.Linear);
        var features = plan.Transform(table).Names.Count;
        using var model = new TestModel();
        model.Write(schema, plan, new LinearModel([[.. Enumerable.Range(1, features).Select(i => 1.0 / i)]], [0]) { Link = OutputLink.Identity, Outputs = 1 });

        var all = model.Score(schema, table, threads: 1);

        Assert.Equal(all, model.Score(schema, table, threads: 3));
        using var scorer = new OnnxScorer(model.Path, 2);
        int[] some = [12_999, 0, 4096, 4095, 20];
        Assert.Equal(Array.ConvertAll(some, r => all[r]), scorer.Score(table, schema, some));
        Assert.Equal([all[77]], scorer.Score(table.Take([77]), schema));
        Assert.Empty(scorer.Score(table.Take([]), schema));
    }
}
