using Ingot.Artifacts;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Monitoring;

/// <summary>
/// The windows that were monitored, in a folder of small files that never change: <c>&lt;PackageId&gt;/&lt;end&gt;-&lt;hash&gt;.json</c>. Two machines write
/// files of different names, so a merge has no conflicts. A window that is measured again with the same result is the same file; with another result
/// it leaves a second file that names the one it replaces.
/// </summary>
public sealed class MonitorHistory
{
    /// <summary>The greatest number of files of a package that are read: the newest ones.</summary>
    public const int MostFiles = 5000;

    private readonly string _folder;
    private readonly List<(string File, MonitorHistoryEntry Entry)> _entries;

    private MonitorHistory(string folder, List<(string File, MonitorHistoryEntry Entry)> entries) => (_folder, _entries) = (folder, entries);

    /// <summary>All measurements that could be read, in the order of their names.</summary>
    public IReadOnlyList<MonitorHistoryEntry> Entries => [.. _entries.Select(e => e.Entry)];

    /// <summary>The packages that have a history in a folder.</summary>
    public static IReadOnlyList<string> Packages(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Where(d => Directory.EnumerateFiles(d, "*.json").Any(f => MonitorHistoryFile.IsName(Path.GetFileName(f)))).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Reads the history of a package. A folder that is not there is an empty one.</summary>
    /// <param name="folder">The folder of histories.</param>
    /// <param name="package">The package's id.</param>
    /// <param name="sink">Hears of files that cannot be read (INGOT8050) and of what is left out (INGOT8051).</param>
    public static MonitorHistory Read(string folder, string package, IDiagnosticSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var own = Path.Combine(folder, package);
        var entries = new List<(string File, MonitorHistoryEntry Entry)>();
        if (!Directory.Exists(own))
        {
            return new MonitorHistory(own, entries);
        }

        var names = Directory.EnumerateFiles(own, "*.json").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal).ToList();
        var files = names.FindAll(MonitorHistoryFile.IsName);
        foreach (var name in names.Except(files, StringComparer.Ordinal).Take(5))
        {
            Unreadable(Path.Combine(own, name), "Its name is none of a history's files", sink);
        }

        if (files.Count > MostFiles)
        {
            sink.Report(MonitorDiagnostics.HistoryLeftOut.At(
                new SourceLocation(own), $"The history of '{DiagnosticText.Shorten(package)}' has {files.Count:N0} files; the {MostFiles:N0} newest are read. Delete old ones: dotnet ingot monitor history FOLDER --prune 1000."));
            files.RemoveRange(0, files.Count - MostFiles);
        }

        foreach (var name in files)
        {
            var path = Path.Combine(own, name);
            try
            {
                var entry = MonitorHistoryFile.Read(path);
                if (entry.Package == package)
                {
                    entries.Add((name, entry));
                }
                else
                {
                    Unreadable(path, $"It is of the package '{DiagnosticText.Shorten(entry.Package)}'", sink);
                }
            }
            catch (IngotException e)
            {
                Unreadable(path, e.Message.Replace(JsonFormat.Advice, string.Empty, StringComparison.Ordinal).TrimEnd('.'), sink);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Unreadable(path, e.Message.TrimEnd('.'), sink);
            }
        }

        return new MonitorHistory(own, entries);
    }

    /// <summary>The windows of the same line as one of them, in the order of their ends; of each window what is known last.</summary>
    /// <param name="like">A measurement of the line.</param>
    public IReadOnlyList<MonitorHistoryWindow> Windows(MonitorHistoryEntry like) => Windows(_entries.Where(e => e.Entry.IsSameSeries(like)));

    /// <summary>All windows of the package, whatever channel and versions they are of, in the order of their ends.</summary>
    public IReadOnlyList<MonitorHistoryWindow> Windows() => Windows(_entries);

    /// <summary>The history with a measurement, which then is the last word on its window; nothing is written.</summary>
    /// <param name="entry">The measurement.</param>
    /// <returns>The history, and the file's name: of one that is there already, when that says the same of the window.</returns>
    public (MonitorHistory History, string File) With(MonitorHistoryEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var window = Windows(_entries.Where(e => e.Entry.IsSameWindow(entry))).SingleOrDefault();
        if (window is not null && MonitorHistoryFile.ToJson(window.Entry with { Replaces = [] }) == MonitorHistoryFile.ToJson(entry with { Replaces = [] }))
        {
            return (this, window.File);
        }

        // All of them: a merge may have brought two that know nothing of each other.
        var last = entry with { Replaces = window is null ? [] : [.. window.ReplacedFiles.Append(window.File).Order(StringComparer.Ordinal)] };
        var name = MonitorHistoryFile.NameOf(last);
        return (new MonitorHistory(_folder, [.. _entries.Append((name, last)).OrderBy(e => e.Item1, StringComparer.Ordinal)]), name);
    }

    /// <summary>Writes a measurement of <see cref="With"/>, unless it is there.</summary>
    /// <param name="file">The name of its file.</param>
    /// <exception cref="IngotException">INGOT8052: it cannot be written.</exception>
    public void Write(string file)
    {
        var path = Path.Combine(_folder, file);
        if (File.Exists(path))
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(_folder);
            AtomicFile.Write(path, MonitorHistoryFile.ToJson(_entries.Find(e => e.File == file).Entry));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IngotException(
                MonitorDiagnostics.HistoryNotWritten.At(new SourceLocation(path), $"The window cannot be added to the history: {e.Message.TrimEnd('.')}. Make the folder writable, or name another one in ModelMonitorHistory (--history); then measure the window again."), e);
        }
    }

    /// <summary>Deletes what is replaced, and all but the newest windows of each line. Files that cannot be read stay.</summary>
    /// <param name="keep">How many windows of each channel and choice of versions stay.</param>
    /// <returns>The names of the files that were deleted.</returns>
    public IReadOnlyList<string> Prune(int keep)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(keep);
        var stay = Windows().GroupBy(w => (w.Entry.Channel, string.Join(';', w.Entry.OnlyVersions), w.Entry.Task)).SelectMany(g => g.TakeLast(keep)).Select(w => w.File).ToHashSet(StringComparer.Ordinal);
        var gone = _entries.Select(e => e.File).Where(f => !stay.Contains(f)).ToList();
        foreach (var file in gone)
        {
            File.Delete(Path.Combine(_folder, file));
        }

        _entries.RemoveAll(e => !stay.Contains(e.File));
        return gone;
    }

    private static IReadOnlyList<MonitorHistoryWindow> Windows(IEnumerable<(string File, MonitorHistoryEntry Entry)> entries) =>
    [
        .. entries.GroupBy(e => (e.Entry.From, e.Entry.Before, e.Entry.Channel, string.Join(';', e.Entry.OnlyVersions), e.Entry.Task))
            .Select(Window).OrderBy(w => w.Entry.Before).ThenBy(w => w.Entry.From).ThenBy(w => w.File, StringComparer.Ordinal),
    ];

    // A file's name has the hash of its content, so none can name itself, and there is always one that none names.
    private static MonitorHistoryWindow Window(IEnumerable<(string File, MonitorHistoryEntry Entry)> measured)
    {
        var all = measured.ToList();
        var replaced = all.SelectMany(e => e.Entry.Replaces).ToHashSet(StringComparer.Ordinal);
        var ordered = all.OrderBy(e => replaced.Contains(e.File)).ThenByDescending(e => e.Entry.Replaces.Count).ThenByDescending(e => e.Entry.Labelled).ThenByDescending(e => e.Entry.Rows).ThenBy(e => e.File, StringComparer.Ordinal).ToList();
        return new MonitorHistoryWindow(ordered[0].Entry, ordered[0].File, [.. ordered.Skip(1).Select(e => e.Entry)]) { ReplacedFiles = [.. ordered.Skip(1).Select(e => e.File)] };
    }

    private static void Unreadable(string path, string why, IDiagnosticSink sink) => sink.Report(MonitorDiagnostics.DamagedHistory.At(
        new SourceLocation(path), $"The file is left out of the history: {why}. All others are read. Restore it from version control, or delete it; measuring its window again writes it anew."));
}
