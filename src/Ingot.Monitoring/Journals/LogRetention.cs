using System.Globalization;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Journals;

/// <summary>
/// Deletes days of a log that are old. A day's folder leaves the log by one rename, so that whoever reads sees the day whole or
/// not at all, and is deleted then; what a killed process had only renamed, the next one deletes.
/// </summary>
/// <param name="root">The log's folder.</param>
/// <param name="retention">How long predictions are kept.</param>
/// <param name="instant">What is now.</param>
/// <param name="move">Renames a folder, so that tests can have one that is held open; null: the file system does.</param>
internal sealed class LogRetention(string root, TimeSpan retention, DateTimeOffset instant, Action<string, string>? move = null)
{
    public const string DeletedFolder = "deleted";

    private const string Date = "ingot_date=";

    /// <summary>Deletes what is old; tries everything, whatever refuses.</summary>
    /// <returns>The first refusal of the file system; null: there was none.</returns>
    public Exception? Apply()
    {
        Exception? refusal = null;
        var last = LastOldDay();
        foreach (var package in Folders(Path.Combine(root, PredictionSchema.Folder)))
        {
            foreach (var version in Folders(package))
            {
                Try(() => RemoveDays(version, d => d <= last), ref refusal);
            }

            Try(() => RemoveEmpty(package), ref refusal);
        }

        foreach (var package in Folders(Path.Combine(root, FeedbackSchema.Folder)))
        {
            // A label comes after its prediction, but for the clocks of two machines: a day is left for these.
            var kept = DaysOfPredictions(Path.GetFileName(package)).DefaultIfEmpty(DateOnly.MaxValue).Min();
            Try(() => RemoveDays(package, d => d < last && d.AddDays(1) < kept), ref refusal);
        }

        Try(Empty, ref refusal);
        return refusal;
    }

    private DateOnly LastOldDay()
    {
        var now = instant.UtcDateTime;
        return retention >= now - DateTime.MinValue.AddDays(1) ? DateOnly.MinValue : DateOnly.FromDateTime(now - retention).AddDays(-1);
    }

    private static void Try(Action action, ref Exception? refusal)
    {
        try
        {
            action();
        }
        catch (DirectoryNotFoundException)
        {
            // Another process was faster.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            refusal ??= e;
        }
    }

    private void RemoveDays(string folder, Func<DateOnly, bool> isOld)
    {
        Exception? refusal = null;
        foreach (var (path, _) in Days(folder).Where(d => isOld(d.Date)))
        {
            Try(() => Remove(path), ref refusal);
        }

        if (refusal is not null)
        {
            throw refusal;
        }

        RemoveEmpty(folder);
    }

    private void Remove(string day)
    {
        var deleted = Path.Combine(root, DeletedFolder);
        Directory.CreateDirectory(deleted);
        (move ?? Directory.Move)(day, Path.Combine(deleted, Guid.NewGuid().ToString("N")));
    }

    private static void RemoveEmpty(string folder)
    {
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    private void Empty()
    {
        var deleted = Path.Combine(root, DeletedFolder);
        Exception? refusal = null;
        foreach (var folder in Folders(deleted))
        {
            Try(() => Directory.Delete(folder, recursive: true), ref refusal);
        }

        if (refusal is not null)
        {
            throw refusal;
        }
    }

    private IEnumerable<DateOnly> DaysOfPredictions(string package) =>
        Folders(Path.Combine(root, PredictionSchema.Folder, package)).SelectMany(Days).Select(d => d.Date);

    private static IEnumerable<(string Path, DateOnly Date)> Days(string folder)
    {
        foreach (var path in Folders(folder))
        {
            var name = Path.GetFileName(path);
            if (name.StartsWith(Date, StringComparison.Ordinal)
                && DateOnly.TryParseExact(name[Date.Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                yield return (path, date);
            }
        }
    }

    private static List<string> Folders(string folder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }
}
