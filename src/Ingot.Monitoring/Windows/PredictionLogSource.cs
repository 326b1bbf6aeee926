using Ingot.Core.Diagnostics;
using Ingot.Monitoring.Columns;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Windows;

/// <summary>A prediction log in a folder of Parquet files, as <see cref="PredictionLog"/> writes it.</summary>
/// <param name="folder">The folder.</param>
public sealed class PredictionLogSource(string folder) : ServedSource
{
    private readonly string _folder = Path.GetFullPath(folder);

    /// <inheritdoc />
    public override string Name => _folder;

    /// <inheritdoc />
    public override ServedFiles Find(WindowQuery query, DateTimeOffset now)
    {
        if (query.Package is not { } package || !LogSchema.IsSafe(package))
        {
            throw Unavailable($"A prediction log has several packages, and '{DiagnosticText.Shorten(query.Package ?? string.Empty)}' is none's id. Name one.");
        }

        if (!Directory.Exists(_folder))
        {
            throw Unavailable($"The folder '{_folder}' does not exist. Name the folder that 'serve --log' writes.");
        }

        var all = Files(Path.Combine(_folder, PredictionSchema.Folder, $"{LogNames.Package}={package}"), versions: true).ToList();
        var wanted = all.Where(f => IsWanted(f, query, now)).Select(f => f.Path).ToList();
        return new ServedFiles(wanted, [.. Files(Path.Combine(_folder, FeedbackSchema.Folder, $"{LogNames.Package}={package}"), versions: false).Select(f => f.Path)])
        {
            Others = [.. all.Select(f => f.Path).Except(wanted)],
            Journals = Journals(),
        };
    }

    private static bool IsWanted((string Version, string Date, string Path) file, WindowQuery query, DateTimeOffset now) =>
        (query.Versions.Count == 0 || query.Versions.Contains(file.Version, StringComparer.Ordinal))
        && (query.From is not { } from || string.CompareOrdinal(file.Date, Date(from)) >= 0)
        && (query.Before is not { } before || string.CompareOrdinal(file.Date, Date(before)) <= 0 || string.CompareOrdinal(file.Date, Date(now)) >= 0);

    private static string Date(DateTimeOffset instant) => FormattableString.Invariant($"{instant.UtcDateTime:yyyy-MM-dd}");

    private static IEnumerable<(string Version, string Date, string Path)> Files(string package, bool versions)
    {
        IEnumerable<(string Name, string Path)> groups = versions ? Folders(package, LogNames.Version) : [(string.Empty, package)];
        return
            from version in groups
            from date in Folders(version.Path, "ingot_date")
            from file in Directory.EnumerateFiles(date.Path, "*.parquet").Order(StringComparer.Ordinal)
            select (version.Name, date.Name, file);
    }

    private static IEnumerable<(string Name, string Path)> Folders(string folder, string key) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder, key + "=*").Order(StringComparer.Ordinal).Select(d => (Path.GetFileName(d)[(key.Length + 1)..], d))
        : [];

    private List<string> Journals()
    {
        var folder = Path.Combine(_folder, "journal");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.journal").Order(StringComparer.Ordinal)] : [];
    }

    private IngotException Unavailable(FormattableString message) => new(MonitorDiagnostics.SourceUnavailable.At(new SourceLocation(_folder), message));
}
