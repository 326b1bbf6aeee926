using System.CommandLine;
using Ingot.Alerts.Book;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;

namespace Ingot.Tool.Alerting;

/// <summary>The options of verbs that keep a book of open alerts.</summary>
internal sealed class AlertOptions
{
    private const int MostDays = 365;

    private readonly Option<string?> _folder = Folder();

    private readonly Option<string?> _again = new("--alert-again")
    {
        Description = "After how long an alert of what still fails is repeated, such as 12h or 7d. Default: 24h.",
    };

    /// <summary>All options, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_folder, _again];

    /// <summary>The option of the book's folder.</summary>
    public static Option<string?> Folder() => new("--alerts")
    {
        Description = "The folder of the book of open alerts, by which the same failure is told once. Default: ingot/alerts in the folder of the user's data; for 'serve', alerts in the folder of the log.",
    };

    /// <summary>Whether one of the options was given.</summary>
    public Option? FindGiven(ParseResult parsed) => All.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false });

    /// <summary>The folder that was named; null: none was.</summary>
    public string? FolderOf(ParseResult parsed) => parsed.GetValue(_folder) is { } folder ? Path.GetFullPath(folder) : null;

    /// <summary>When people are told.</summary>
    /// <exception cref="IngotException">INGOT8043: the option cannot be read.</exception>
    public AlertBookOptions BookOptions(ParseResult parsed) => parsed.GetValue(_again) is not { } text ? new AlertBookOptions()
        : Quantity.Parse(text, MetricUnit.Seconds) is { } seconds and >= 60 and <= MostDays * 86_400 ? new AlertBookOptions { Again = TimeSpan.FromSeconds(seconds) }
        : throw new IngotException(MonitorDiagnostics.WrongAlertSetting.At(
            SourceLocation.None, $"The option --alert-again is '{text}'; expected a time such as 12h or 7d, from one minute to {MostDays} days. Correct it."));
}
