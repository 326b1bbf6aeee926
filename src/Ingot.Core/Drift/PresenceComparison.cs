namespace Ingot.Core.Drift;

/// <summary>The rows with and without a value of both sides of a column.</summary>
/// <param name="values">The column.</param>
internal sealed class PresenceComparison(DriftComparison values) : DriftComparison
{
    public override DriftColumnKind Kind => values.Kind;

    public override long ReferenceRows => values.ReferenceRows + values.ReferenceMissing;

    public override long CurrentRows => values.CurrentRows + values.CurrentMissing;

    public override long ReferenceMissing => 0;

    public override long CurrentMissing => 0;

    public override int DistinctValues => 2;

    public override CellTable Cells { get; } =
        new([values.ReferenceRows, values.ReferenceMissing], [values.CurrentRows, values.CurrentMissing], Ordered: false);

    public override IReadOnlyList<DriftBin> Bins() =>
        [.. new[] { DriftBinKind.Present, DriftBinKind.Missing }.Select((kind, i) => new DriftBin(
            null, kind, null, null, Cells.Reference[i], Cells.Current[i], Cells.ReferenceShare(i), Cells.CurrentShare(i)))];
}
