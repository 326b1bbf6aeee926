using System.Data.Common;
using Ingot.Core.Diagnostics;
using Ingot.Data;

namespace Ingot.Monitoring.Windows;

/// <summary>
/// The files of a window as Parquet, without those that cannot be read: each of them is reported and left out. What is no Parquet is
/// copied into Parquet first, once.
/// </summary>
internal sealed class WindowFiles(DuckDbSession session, string scratch, IDiagnosticSink sink)
{
    private readonly Dictionary<string, string> _originals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private readonly HashSet<string> _untyped = new(StringComparer.Ordinal);

    /// <summary>Files that were left out, as the source has them.</summary>
    public List<string> LeftOut { get; } = [];

    /// <summary>Sorts files by what columns they have.</summary>
    /// <param name="files">The files, as the source has them.</param>
    public List<FileShape> Shapes(IReadOnlyList<string> files)
    {
        var shapes = new Dictionary<string, FileShape>(StringComparer.Ordinal);
        foreach (var file in files.Where(f => !_left.Contains(f)))
        {
            if (Try(file, () => Columns(Parquet(file))) is not { Count: > 0 } columns)
            {
                continue;
            }

            var isTyped = !_untyped.Contains(file);
            var key = $"{isTyped}\n{string.Join('\n', columns.Select(c => $"{c.Name}\t{c.Type}"))}";
            if (!shapes.TryGetValue(key, out var shape))
            {
                shapes.Add(key, shape = new FileShape(columns.ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal), isTyped));
            }

            shape.Files.Add(Parquet(file));
        }

        return [.. shapes.Values];
    }

    /// <summary>Reads files to their ends and leaves out those that cannot be: called when a query over them failed.</summary>
    /// <param name="files">The files, as the source has them.</param>
    /// <returns>Whether there was any.</returns>
    public bool LeaveOutDamaged(IReadOnlyList<string> files)
    {
        var before = _left.Count;
        foreach (var file in files.Where(f => !_left.Contains(f)))
        {
            Try(file, () => session.Query($"SELECT bit_xor(hash(t)) FROM {TableRelation.Of(Parquet(file))} t"));
        }

        return _left.Count > before;
    }

    /// <summary>Files as what stands after FROM; all have the same columns.</summary>
    public static string Relation(IReadOnlyList<string> files) =>
        $"read_parquet([{string.Join(", ", files.Select(DuckDbSession.Text))}], hive_partitioning=false)";

    private List<(string Name, string Type)> Columns(string parquet) =>
        [.. session.Query($"DESCRIBE SELECT * FROM {TableRelation.Of(parquet)}").Select(r => ((string)r[0]!, (string)r[1]!))];

    private string Parquet(string file)
    {
        if (TableRelation.IsParquet(file))
        {
            return file;
        }

        if (!_originals.TryGetValue(file, out var copy))
        {
            copy = Path.Combine(scratch, FormattableString.Invariant($"table-{_originals.Count}.parquet"));
            session.Execute($"COPY (SELECT * FROM {TableRelation.Of(file)}) TO {DuckDbSession.Text(copy)} (FORMAT parquet)");
            _originals.Add(file, copy);
            if (!Path.GetFileName(file).Contains(".json", StringComparison.OrdinalIgnoreCase) && !Path.GetFileName(file).Contains(".ndjson", StringComparison.OrdinalIgnoreCase))
            {
                _untyped.Add(file);
            }
        }

        return copy;
    }

    private T? Try<T>(string file, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is DbException or IOException)
        {
            _left.Add(file);
            LeftOut.Add(file);
            var place = new SourceLocation(file);
            sink.Report(File.Exists(file)
                ? MonitorDiagnostics.DamagedLogFile.At(
                    place, $"The file cannot be read: {Sentence(e.Message)} Its rows are missing in the window; all other files are read. Was it copied while it was written, or cut off by a full disk? Fetch it anew, or delete it.")
                : MonitorDiagnostics.LogIsWritten.At(
                    place, $"The file was deleted while the log was read, as retention does. Its rows are missing in the window; nothing needs to be done."));
            return null;
        }
    }

    private static string Sentence(string message) => DiagnosticText.Escape(message.Split('\n')[0].Trim().TrimEnd('.')) + ".";
}
