using Ingot.Core.Diagnostics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Pipeline.Evaluate;

namespace Ingot.Pipeline.Tests;

/// <summary>Rows that cannot be measured are errors, never left out.</summary>
public class PredictionCheckTests
{
    private static readonly PredictionSet Good = new()
    {
        Task = ModelTask.MulticlassClassification,
        Classes = ["a", "b", "c"],
        Rows = 4,
        RowNumbers = [3, 10, 11, 1234],
        LabelCodes = [0, 1, 2, 0],
        Scores = [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0],
        Weights = [1, 0, 2, 1],
    };

    [Fact]
    public void All_is_well_with_good_rows() => Assert.Empty(Check(Good));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_score_that_is_no_number(float score)
    {
        var diagnostic = Assert.Single(Check(Good with { Scores = [1, 0, 0, 0, score, 0, 0, 0, 1, 1, 0, score] }));

        Assert.Equal(("INGOT3002", 8), (diagnostic.Code, diagnostic.Location.Line));
        Assert.StartsWith("The model returns NaN or infinity for 2 of 4 reference rows (rows 10, 1234);", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_is_no_class()
    {
        var diagnostic = Assert.Single(Check(Good with { LabelCodes = [0, -1, 2, 0] }));

        Assert.Equal(("INGOT3003", "/m/M.schema.json"), (diagnostic.Code, diagnostic.Location.File));
        Assert.Contains("1 of 4 reference rows (row 10) has a label 'kind' that the model cannot predict; expected a, b, c. Correct the data; add the class to the label's domain", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ModelTask.BinaryClassification, "a model of more than two classes has the ModelTask MulticlassClassification.")]
    [InlineData(ModelTask.Regression, "Correct the data, or drop the rows with ModelFilter.")]
    public void A_class_is_added_to_the_domain_only_where_there_may_be_another(ModelTask task, string remedy)
    {
        var bad = task == ModelTask.Regression
            ? Good with { Task = task, Classes = [], LabelCodes = [], LabelValues = [1, double.NaN, 1, 1], Scores = [1, 1, 1, 1] }
            : Good with { Task = task, Classes = ["a", "b"], LabelCodes = [0, -1, 1, 0], Scores = [1, 1, 1, 1] };

        var diagnostic = Assert.Single(Check(bad));

        Assert.Equal("INGOT3003", diagnostic.Code);
        Assert.EndsWith(remedy, diagnostic.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.5)]
    [InlineData(double.PositiveInfinity)]
    public void A_weight_that_cannot_be_used(double weight) =>
        Assert.Equal("INGOT3004", Assert.Single(Check(Good with { Weights = [1, weight, 1, 1] })).Code);

    [Fact]
    public void All_that_is_wrong_is_said_with_the_first_five_rows()
    {
        var bad = Good with
        {
            Rows = 7,
            RowNumbers = [0, 1, 2, 3, 4, 5, 6],
            LabelCodes = [-1, -1, -1, -1, -1, -1, -1],
            Scores = [.. Enumerable.Repeat(float.NaN, 21)],
            Weights = null,
        };

        var found = Check(bad);

        Assert.Equal(["INGOT3002", "INGOT3003"], found.Select(d => d.Code));
        Assert.All(found, d => Assert.Contains("7 of 7 reference rows (rows 0, 1, 2, 3, 4, …)", d.Message, StringComparison.Ordinal));
    }

    private static IReadOnlyList<Diagnostic> Check(PredictionSet predictions)
    {
        var schema = new ModelSchema
        {
            Task = predictions.Task,
            Columns =
            [
                new SchemaColumn { Name = "kind", Type = ColumnType.String, Role = ColumnRole.Label, Domain = ["a", "b", "c"] },
                new SchemaColumn { Name = "weight", Type = ColumnType.Number, Role = ColumnRole.Weight },
            ],
        };
        var spec = new ModelSpec
        {
            Name = "M",
            Version = "1.0.0",
            PackageId = "M",
            ProjectFile = "/m/M.csproj",
            SchemaFile = "/m/M.schema.json",
            AcceptedFile = "/m/M.accepted.json",
            Label = "kind",
            TrainingData = [],
            ReferenceData = [],
            Trainer = new TrainerSpec("LightGbm", new Dictionary<string, string>(), new SourceLocation("/m/M.csproj", 8, 5)),
        };
        var sink = new DiagnosticList();
        Assert.Equal(PredictionCheck.Check(predictions, schema, spec, sink), !sink.HasErrors);
        return sink.Items;
    }
}
