using System.CommandLine;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Monitoring;
using Ingot.Core.Texts;
using Ingot.Pipeline;
using Ingot.Tool.Output;
using Spectre.Console;

namespace Ingot.Tool.Commands;

/// <summary><c>monitor history</c>: the windows that were monitored, from the folder in which each left a file.</summary>
internal static class MonitorHistoryCommand
{
    private const int DefaultLast = 20;

    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The folder that ModelMonitorHistory (--history) names." };
        var package = new Option<string?>("--package") { Description = "Only this package. Default: all that have a history there." };
        var last = AtLeastOne(new Option<int>("--last") { Description = "How many windows of each package, up to the newest.", DefaultValueFactory = _ => DefaultLast });
        var prune = AtLeastOne(new Option<int?>("--prune") { Description = "Delete all but so many windows of each channel, the newest, and measurements that newer ones of the same window have replaced. Nothing is deleted by itself." });
        var json = FeedOptions.Json();
        var command = new Command("history", "List the windows that were monitored.") { folder, package, last, prune, json };
        command.Does(async (parsed, console, _) =>
        {
            var found = new DiagnosticList();
            var path = Path.GetFullPath(parsed.GetValue(folder)!);
            var listed = new List<(string Package, IReadOnlyList<MonitorHistoryWindow> Windows, IReadOnlyList<string> Deleted)>();
            foreach (var name in Packages(path, parsed.GetValue(package)))
            {
                var history = MonitorHistory.Read(path, name, found);
                var deleted = parsed.GetValue(prune) is { } keep ? history.Prune(keep) : [];
                listed.Add((name, [.. history.Windows().TakeLast(parsed.GetValue(last))], deleted));
            }

            if (parsed.GetValue(json))
            {
                await console.Output.WriteLineAsync(ToJson(listed));
            }
            else
            {
                foreach (var (name, windows, deleted) in listed)
                {
                    await console.Output.WriteLineAsync(name);
                    ConsoleTable.Write(console.Output, ToTable(windows));
                    if (deleted.Count > 0)
                    {
                        await console.Output.WriteLineAsync($"{DiagnosticText.Count(deleted.Count, "file")} deleted.");
                    }
                }
            }

            foreach (var diagnostic in found.Items)
            {
                await console.Error.WriteLineAsync(diagnostic.ToString());
            }

            return StageOutcome.Passed;
        });
        return command;
    }

    private static IReadOnlyList<string> Packages(string folder, string? asked)
    {
        var known = MonitorHistory.Packages(folder);
        return known.Count == 0
            ? throw Missing(folder, $"'{folder}' has no history; expected the folder that ModelMonitorHistory (--history) names, with a folder for each package. Name that one, or monitor a window first.")
            : asked is null ? known
            : known.Contains(asked, StringComparer.Ordinal) ? [asked]
            : throw Missing(folder, $"'{folder}' has no history of '{DiagnosticText.Shorten(asked)}'; it has one of {DiagnosticText.List(known)}. Correct --package.");
    }

    private static IngotException Missing(string folder, FormattableString message) => new(MonitorDiagnostics.NoHistory.At(new SourceLocation(folder), message));

    private static Option<T> AtLeastOne<T>(Option<T> option)
    {
        option.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<T>() is < 1)
            {
                r.AddError($"{option.Name} is a number of windows, from 1 on.");
            }
        });
        return option;
    }

    private static Table ToTable(IReadOnlyList<MonitorHistoryWindow> windows)
    {
        var table = ConsoleTable.Of("from", "to (UTC)", "channel", "versions", "rows", "labelled", "metric", "realised", "estimated", "drifted", "gates", "measured");
        foreach (var (entry, _, replaced) in windows)
        {
            var main = MainMetric.OfProduction(entry.Task);
            var failed = entry.Verdicts.Count(v => v.Outcome == GateOutcome.Failed);
            table.AddRow([.. new[]
            {
                Instant(entry.From), Instant(entry.Before), entry.Channel ?? "–", string.Join(", ", entry.Versions.Select(v => v.Version)), FormattableString.Invariant($"{entry.Rows:N0}"), FormattableString.Invariant($"{entry.Labelled:N0}"),
                main, Value(entry, main), Value(entry, MonitorCatalog.Estimated + main), FormattableString.Invariant($"{entry.Drifted.Count} of {entry.Columns}"),
                entry.Verdicts.Count == 0 ? "–" : failed > 0 ? FormattableString.Invariant($"{failed} failed") : FormattableString.Invariant($"{entry.Verdicts.Count(v => v.Outcome == GateOutcome.Passed)} of {entry.Verdicts.Count} passed"),
                replaced.Count == 0 ? "once" : FormattableString.Invariant($"{replaced.Count + 1} times"),
            }.Select(ConsoleTable.Cell)]);
        }

        return table;
    }

    private static string Value(MonitorHistoryEntry entry, string name) => entry.Measurements.FirstOrDefault(m => m.Name == name && m is { Column: null, Slice: null }) is not { } measured ? "–"
        : measured.NotYet is not null ? "not yet"
        : measured.Value is not { } value ? "undefined"
        : MetricText.InUnit(value, name.StartsWith(MonitorCatalog.Estimated, StringComparison.Ordinal) ? name[MonitorCatalog.Estimated.Length..] : name, entry.Task, value);

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString(at.UtcDateTime.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static string ToJson(IEnumerable<(string Package, IReadOnlyList<MonitorHistoryWindow> Windows, IReadOnlyList<string> Deleted)> listed) => JsonFormat.Write(new
    {
        packages = listed.Select(l => new
        {
            package = l.Package,
            windows = l.Windows.Select(w => new { file = w.File, entry = w.Entry, replaced = w.ReplacedFiles }),
            deleted = l.Deleted,
        }),
    });
}
