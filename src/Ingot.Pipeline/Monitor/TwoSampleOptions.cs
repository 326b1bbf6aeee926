namespace Ingot.Pipeline.Monitor;

/// <summary>How rows of two samples are told apart.</summary>
internal sealed record TwoSampleOptions
{
    /// <summary>The greatest number of rows of a side; more are sampled. Default 10,000.</summary>
    public int Rows { get; init; } = 10_000;

    /// <summary>Number of parts, 2 to 5; the rows of each are scored by what was learned from the others. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Number of columns that are named. Default 5.</summary>
    public int Columns { get; init; } = 5;

    /// <summary>Of sample, parts and learner. Default 1.</summary>
    public int Seed { get; init; } = 1;
}
