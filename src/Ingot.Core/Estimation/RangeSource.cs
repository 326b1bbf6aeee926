namespace Ingot.Core.Estimation;

/// <summary>Where the range is from in which a metric is as usual.</summary>
public enum RangeSource
{
    /// <summary>How much the realised metric varies between chunks of the reference.</summary>
    ReferenceChunks,

    /// <summary>The standard error of the metric on the reference, for as many rows as a chunk has: the reference has too few chunks to tell more, and true changes from chunk to chunk are not in it.</summary>
    ReferenceError,

    /// <summary>Someone has said it.</summary>
    Fixed,
}
