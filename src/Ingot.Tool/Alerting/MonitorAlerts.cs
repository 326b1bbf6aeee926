using System.CommandLine;
using System.Globalization;
using Ingot.Alerts.Book;
using Ingot.Alerts.Watching;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Monitoring;
using Ingot.Tool.Signing;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Alerting;

/// <summary>Tells people what a run of the stage Monitor found.</summary>
internal sealed class MonitorAlerts
{
    private const string IngotFolder = "IngotFolder";
    private const string ModelName = "ModelName";
    private const string PackageId = "PackageId";
    private const string Channel = "ModelMonitorChannel";
    private const string End = "ModelMonitorTo";

    // Windows of the past are measured again when their labels have come. What they say is not news.
    private static readonly TimeSpan Present = TimeSpan.FromDays(2);

    private readonly AlertPost _post;
    private readonly AlertBook _book;
    private readonly string _package;
    private readonly string? _channel;
    private readonly string? _report;
    private readonly DateTime _before;

    private MonitorAlerts(AlertPost post, AlertBook book, IReadOnlyDictionary<string, string>? properties, MSBuildRun run)
    {
        string? Get(string name) => properties?.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
        (_post, _book) = (post, book);
        _package = Get(PackageId) ?? (Directory.Exists(run.Project) ? Path.GetFileName(Path.GetFullPath(run.Project).TrimEnd(Path.DirectorySeparatorChar)) : Path.GetFileNameWithoutExtension(run.Project));
        _channel = Get(Channel);
        _report = Get(IngotFolder) is { } folder ? MonitorFiles.Report.PathIn(folder, Get(ModelName) ?? string.Empty) : null;
        _before = WrittenAt();
    }

    /// <summary>Begins before the run; null: nobody is to be told.</summary>
    /// <exception cref="Core.Diagnostics.IngotException">INGOT8043: a variable or an option cannot be used.</exception>
    public static async Task<MonitorAlerts?> BeginAsync(AlertOptions options, ParseResult parsed, MSBuildRun run, InvocationConfiguration console, CancellationToken cancellation)
    {
        var book = new AlertBook(options.FolderOf(parsed) ?? AlertBook.DefaultFolder, options.BookOptions(parsed), TimeProvider.System);
        var post = AlertPost.Open(console);
        if (!post.IsOn)
        {
            return null;
        }

        var properties = await MSBuildProperties.TryReadAsync(run, [IngotFolder, ModelName, PackageId, Channel, End], cancellation);
        if (IsPast(properties?.GetValueOrDefault(End), TimeProvider.System.GetUtcNow()))
        {
            await console.Error.WriteLineAsync($"The window ended more than {Present.TotalDays:0} days ago: nobody is told of it.");
            return null;
        }

        return new MonitorAlerts(post, book, properties, run);
    }

    /// <summary>Whether a window ended so long ago that it says nothing of the present.</summary>
    /// <param name="end">Its end, as the project says it; null or empty: now.</param>
    /// <param name="now">The present.</param>
    internal static bool IsPast(string? end, DateTimeOffset now) =>
        DateTimeOffset.TryParse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) && now - instant > Present;

    /// <summary>Tells people of the run.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task EndAsync(MSBuildResult result, CancellationToken cancellation) => _book.UpdateAsync(Look(result), _post.Sender, cancellation);

    private ProductionLook Look(MSBuildResult result)
    {
        if (WrittenAt() == _before)
        {
            return ProductionLooks.NotMeasured(_package, _channel, [.. result.Diagnostics.Where(d => d.Severity == "error").Select(d => d.Code)]);
        }

        try
        {
            return ProductionLooks.Of(MonitorReportFile.Read(_report!), _channel, Link());
        }
        catch (IngotException e)
        {
            return ProductionLooks.NotMeasured(_package, _channel, [e.Diagnostic.Code]);
        }
    }

    // The stage's folder gets its name when the stage has done its work, whatever the gates say; otherwise the report is an earlier run's.
    private DateTime WrittenAt() => _report is not null && File.Exists(_report) ? File.GetLastWriteTimeUtc(_report) : default;

    private static Uri? Link() => Uri.TryCreate(CiRun.Current.Invocation, UriKind.Absolute, out var run) && run.Scheme == Uri.UriSchemeHttps ? run : null;
}
