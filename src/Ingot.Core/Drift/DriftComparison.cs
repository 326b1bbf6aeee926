namespace Ingot.Core.Drift;

/// <summary>The reference and the window of one column, as the measures see them.</summary>
internal abstract class DriftComparison
{
    public abstract DriftColumnKind Kind { get; }

    public abstract long ReferenceRows { get; }

    public abstract long CurrentRows { get; }

    public abstract long ReferenceMissing { get; }

    public abstract long CurrentMissing { get; }

    /// <summary>Number of distinct values of the reference.</summary>
    public abstract int DistinctValues { get; }

    /// <summary>Rows of both sides by cell: bins, or categories.</summary>
    public abstract CellTable Cells { get; }

    /// <summary>The same with what each cell is.</summary>
    public abstract IReadOnlyList<DriftBin> Bins();
}
