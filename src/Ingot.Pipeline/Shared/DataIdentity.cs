using Ingot.Artifacts;
using Ingot.Core.Specs;

namespace Ingot.Pipeline.Shared;

/// <summary>Which data they were, as hashes: by them an accepted result tells whether it can be compared.</summary>
internal static class DataIdentity
{
    /// <summary>One hash for several data files, in their order, and what the project says of how they are read.</summary>
    public static string HashOf(IEnumerable<DataSource> sources) => ContentHash.OfText(string.Join('\n', sources.Select(s => s.Reading is { } reading ? $"{HashOf(s)} {reading}" : HashOf(s))));

    /// <summary>One hash for the reference rows: the files, and what the project drops of them.</summary>
    public static string HashOfReferenceData(ModelSpec spec) => ContentHash.OfText(string.Join(
        '\n',
        [
            HashOf(spec.ReferenceFraction is null ? spec.ReferenceData : spec.TrainingData),
            FormattableString.Invariant($"fraction {spec.ReferenceFraction}"),
            $"filter {spec.Filter}",
            $"duplicates {(spec.RemoveDuplicates ? "removed" : "kept")}",
            .. spec.ReferenceFraction is null || spec.Split is null ? [] : (string[])[FormattableString.Invariant($"divided by {spec.Split}, gap {spec.SplitGap}")],
            .. spec.ReferenceFraction is null ? [] : spec.Columns.Where(c => c.Role == Core.Schemas.ColumnRole.Group).Select(c => $"groups of {c.Name} together"),
            .. spec.Columns.Where(c => c.Missing == MissingValues.DropRow).Select(c => $"rows without {c.Name} dropped"),
        ]));

    /// <summary>The content hash of a data file; for one that was not fetched, it is the one that the tasks know.</summary>
    public static string HashOf(DataSource source) => source.Sha256 ?? ContentHash.OfFile(source.Path);
}
