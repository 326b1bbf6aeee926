namespace Ingot.Serving.Observers;

/// <summary>The values of one input or output.</summary>
/// <param name="Name">The column's name, or the output's.</param>
/// <param name="Values">
/// Row by row: <c>float[]</c> or <c>double[]</c> (NaN is missing), <c>bool[]</c>, <c>long[]</c> (microseconds since 1970-01-01) or
/// <c>string[]</c> (null and the empty string are missing). The array may be longer than the rows are many; nobody may write into it.
/// </param>
/// <param name="Width">Values a row: 1, or the number of classes.</param>
/// <param name="Present">Whether each row has a value, of columns whose values cannot say so themselves; null: they can, or all have one.</param>
public sealed record PredictionColumn(string Name, Array Values, int Width, bool[]? Present);
