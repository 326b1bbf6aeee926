using Ingot.Core.Diagnostics;

namespace Ingot.Monitoring.Windows;

/// <summary>
/// Any table in Parquet, JSON lines or delimited text (by the names of the files; the last with a header), such as that of a model that
/// something else serves.
/// </summary>
/// <param name="files">Files, or folders of them.</param>
/// <param name="mapping">What their columns hold.</param>
public sealed class TableSource(IReadOnlyList<string> files, ColumnMapping mapping) : ServedSource
{
    private static readonly string[] Extensions = [".parquet", ".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson"];

    /// <summary>Files, or folders of them, with labels that came later: they have the mapping's columns for the id, the row, the label and when it came.</summary>
    public IReadOnlyList<string> LabelFiles { get; init; } = [];

    /// <inheritdoc />
    public override string Name => files.Count == 1 ? files[0] : FormattableString.Invariant($"{files.Count} files or folders");

    /// <inheritdoc />
    public override ServedFiles Find(WindowQuery query, DateTimeOffset now)
    {
        if (LabelFiles.Count > 0 && (mapping.Id is null || mapping.Label is null))
        {
            throw new IngotException(MonitorDiagnostics.MappedColumnMissing.At(
                SourceLocation.None, $"Labels stand in files of their own, and the mapping has no column for the {(mapping.Id is null ? "id" : "label")}; expected both, to join them. Name the column."));
        }

        return new ServedFiles([.. files.SelectMany(Expand)], [.. LabelFiles.SelectMany(Expand)]) { Mapping = mapping };
    }

    private static IEnumerable<string> Expand(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            return Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories).Where(IsTable).Order(StringComparer.Ordinal);
        }

        return File.Exists(full)
            ? [full]
            : throw new IngotException(MonitorDiagnostics.SourceUnavailable.At(new SourceLocation(full), $"The file '{path}' does not exist. Correct the path."));
    }

    private static bool IsTable(string file)
    {
        var name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
    }
}
