using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Training.Tests;

/// <summary>What a trainer says of columns is the same as if the columns' own items said it, where they say nothing.</summary>
public sealed class TrainerFeaturesTests
{
    [Theory]
    [InlineData("LogisticRegression")]
    [InlineData("LightGbm")]
    public void It_is_as_if_every_column_said_it(string trainer)
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, 400);
        data.Train(trainer, parameters: [("Categories", "Target"), ("Numbers", "Quantile")]);
        var said = data.Hash;
        data.Train(trainer);
        Assert.NotEqual(said, data.Hash);

        data.Columns = [.. data.Schema.Features.Select(f => Column(f.Name) with
        {
            Encoding = f.Type == ColumnType.String ? ColumnEncoding.Target : null,
            Transform = f.Type == ColumnType.Number ? NumberTransform.Quantile : null,
        })];
        data.Train(trainer);
        Assert.Equal(said, data.Hash);

        // A column's own word goes before.
        data.Train(trainer, parameters: [("Categories", "Frequency"), ("Numbers", "Log")]);
        Assert.Equal(said, data.Hash);
    }

    [Theory]
    [InlineData("Categories", "Text", "expected Category, OneHot, Ordinal, Frequency, Target")]
    [InlineData("Numbers", "2", "expected None, Standard, Robust")]
    public void What_it_cannot_be_is_refused(string parameter, string value, string expected)
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, 100);

        var fault = Assert.Throws<IngotException>(() => data.Train("LightGbm", parameters: [(parameter, value)])).Diagnostic;

        Assert.Equal("INGOT2001", fault.Code);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    private static ColumnSpec Column(string name) => new(name, MissingValues.Auto, null, null, null, 0, default);
}
