namespace Ingot.Training;

/// <summary>How <see cref="TableLearner"/> grows its trees. The defaults are for a quick look at ten thousand rows.</summary>
public sealed record TreeSettings
{
    /// <summary>Number of trees; the greatest number with <see cref="EarlyStopping"/>. Default 100.</summary>
    public int Iterations { get; init; } = 100;

    /// <summary>Greatest number of leaves of a tree. Default 15.</summary>
    public int Leaves { get; init; } = 15;

    /// <summary>What part of each tree counts. Default 0.1.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Least number of rows in a leaf. Default 20; fewer in tables of less than 240 rows.</summary>
    public int? MinDataInLeaf { get; init; }

    /// <summary>
    /// After how many trees that bring nothing better on a fifth of the rows, which are then not learned from, it stops; 0: it learns from all rows and
    /// never stops early. Default 0.
    /// </summary>
    public int EarlyStopping { get; init; }
}
