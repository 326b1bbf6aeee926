using System.CommandLine;
using Ingot.Alerts;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Monitoring.Predictions;
using Ingot.Tool.Alerting;
using Ingot.Tool.Serving.Monitoring;

namespace Ingot.Tool.Commands;

/// <summary>The options of <c>serve</c> for watching what it answers.</summary>
internal sealed class MonitorArguments
{
    private const string AlertsFolder = "alerts";
    private const int MostDays = 30;

    private readonly Option<string?> _monitor = new("--monitor") { Description = "How often the server measures what it answered by the package's own monitor gates, such as 1h; needs --log. What it finds is on the page, among the metrics, and told where the environment says (INGOT_ALERT_…)." };
    private readonly AlertOptions _alerts = new();

    /// <summary>All options, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_monitor, .. _alerts.All];

    /// <summary>What the command line says; null: nothing is watched.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="log">The prediction log; null: none.</param>
    /// <exception cref="IngotException">INGOT7007: an option has a wrong value. INGOT8043: it is not said rightly where alerts go.</exception>
    public MonitorSettings? Read(ParseResult parsed, PredictionLogOptions? log)
    {
        if (parsed.GetValue(_monitor) is not { } text)
        {
            return _alerts.FindGiven(parsed) is { } lonely ? throw Wrong($"The setting {lonely.Name} is about watching what is answered, and that is not asked for; expected --monitor with a time. Add it.") : null;
        }

        if (Quantity.Parse(text, MetricUnit.Seconds) is not ({ } seconds and >= 60 and <= MostDays * 86_400))
        {
            throw Wrong($"The setting --monitor is '{text}'; expected a time such as 1h or 15min, from one minute to {MostDays} days. Correct it.");
        }

        if (log is null)
        {
            throw Wrong($"The setting --monitor needs a prediction log, and there is none; expected --log with a folder. Add it.");
        }

        return new MonitorSettings(
            TimeSpan.FromSeconds(seconds), Path.GetFullPath(log.Folder), AlertSettings.Read(Environment.GetEnvironmentVariable, TimeProvider.System),
            _alerts.FolderOf(parsed) ?? Path.Combine(Path.GetFullPath(log.Folder), AlertsFolder), _alerts.BookOptions(parsed))
        {
            Database = log.Store is null ? [] : LogDatabase.Variables,
        };
    }

    private static IngotException Wrong(FormattableString message) => new(ServeDiagnostics.WrongSetting.At(SourceLocation.None, message));
}
