namespace Ingot.Onnx.Features;

/// <summary>Numbers that stand for categories: one or several for each.</summary>
/// <param name="Names">What comes after the column's name in the name of each number's feature; empty for a single one.</param>
/// <param name="Values">For each number its value for each category.</param>
/// <param name="Missing">For each number its value where there is no text.</param>
/// <param name="Others">For each number its value for any other text.</param>
internal sealed record CategoryTable(IReadOnlyList<string> Names, IReadOnlyList<float[]> Values, float[] Missing, float[] Others)
{
    /// <summary>What the numbers are, for people.</summary>
    public required string What { get; init; }

    /// <summary>For each fold of the training rows the table that was fitted on the rows of the others; empty: the learner sees this table.</summary>
    public IReadOnlyList<CategoryTable> OutOfFold { get; init; } = [];

    /// <summary>The fold of each row of the training table, -1 where it was not learned from; empty without folds.</summary>
    public int[] Folds { get; init; } = [];

    /// <summary>The same with each number less an offset and times a scale.</summary>
    public CategoryTable Scaled(IReadOnlyList<(double Offset, double Scale)> by)
    {
        float Of(float value, int number) => (float)((value - by[number].Offset) * by[number].Scale);
        return this with
        {
            Values = [.. Values.Select((v, n) => Array.ConvertAll(v, x => Of(x, n)))],
            Missing = [.. Missing.Select(Of)],
            Others = [.. Others.Select(Of)],
            OutOfFold = [.. OutOfFold.Select(f => f.Scaled(by))],
        };
    }
}
