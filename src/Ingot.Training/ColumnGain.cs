namespace Ingot.Training;

/// <summary>What part of what a model of trees learned came from one column.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Share">
/// Its part of what all splits together improved the learner's objective on the rows that it learned from, above 0 to 1. Trees find something in noise
/// too: a share means nothing where the model tells nothing on other rows.
/// </param>
public sealed record ColumnGain(string Column, double Share);
