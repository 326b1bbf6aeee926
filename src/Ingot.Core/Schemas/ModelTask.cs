namespace Ingot.Core.Schemas;

/// <summary>What a model predicts. The names are those of the <c>ModelTask</c> property.</summary>
public enum ModelTask
{
    /// <summary>One of two classes, with the probability of the positive one.</summary>
    BinaryClassification,

    /// <summary>A number.</summary>
    Regression,

    /// <summary>One of three or more classes, with a probability for each.</summary>
    MulticlassClassification,

    /// <summary>
    /// A score by which the rows of a query are put in order, the best first. The label is the grade of each row, a whole number from 0 (of no use) on; the column of the
    /// role <see cref="ColumnRole.Group"/> names the query.
    /// </summary>
    Ranking,

    /// <summary>How unusual a row is, and whether it is an anomaly. It is learned without a label; one that there is serves to measure.</summary>
    AnomalyDetection,

    /// <summary>Which rows are alike: the number of a row's cluster, and its distance to the centre of it. It is learned without a label; one that there is serves to measure.</summary>
    Clustering,
}
