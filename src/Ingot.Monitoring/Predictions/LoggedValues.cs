namespace Ingot.Monitoring.Predictions;

/// <summary>The values of one input or output of a request.</summary>
/// <param name="Name">Name of the column or output.</param>
/// <param name="Values">
/// <c>float[]</c> or <c>double[]</c> of numbers (NaN is missing in inputs), <c>bool[]</c>, <c>long[]</c> of dates (microseconds
/// since 1970 in UTC) or <c>string?[]</c> (null and "" are missing in inputs), row by row; it may be longer than the rows are
/// many. Nobody may change it any more.
/// </param>
/// <param name="Present">Whether each row has a value; null: all have, but for what the values themselves call missing.</param>
/// <param name="Width">Values per row; more than one only in the output <c>probabilities</c>.</param>
public sealed record LoggedValues(string Name, Array Values, bool[]? Present = null, int Width = 1);
