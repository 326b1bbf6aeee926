using System.Globalization;
using Ingot.Core.Diagnostics;

namespace Ingot.Monitoring.Windows;

/// <summary>Says what is wrong with a window as a whole.</summary>
internal sealed class WindowFaults(string source, WindowOptions options, IDiagnosticSink sink)
{
    private const string Format = "yyyy-MM-dd HH:mm:ss'Z'";

    /// <summary>What the source is called.</summary>
    public string Source => source;

    public void ReportJournals(IReadOnlyList<string> journals)
    {
        if (journals.Count > 0)
        {
            var bytes = journals.Sum(j => new FileInfo(j) is { Exists: true } file ? file.Length : 0);
            Report(MonitorDiagnostics.LogIsWritten, $"The log is being written: {DiagnosticText.Count(journals.Count, "journal")} of {bytes:N0} bytes {DiagnosticText.Agree(journals.Count, "is", "are")} not in files that can be read yet, and rows in {DiagnosticText.Agree(journals.Count, "it", "them")} are not in the window. Nothing needs to be done: they are when RollAfter has passed.");
        }
    }

    public void ReportTimes(WindowTables tables)
    {
        if (tables.Undated > 0)
        {
            Report(MonitorDiagnostics.UndatedRows, $"{DiagnosticText.Count(tables.Undated, "row")} of '{source}' {DiagnosticText.Agree(tables.Undated, "has", "have")} no time that can be read, and {DiagnosticText.Agree(tables.Undated, "is", "are")} in no window. Expected a time in ISO 8601 in every row; correct who writes them.");
        }

        if (tables.Future > 0)
        {
            Report(MonitorDiagnostics.RowsFromFuture, $"{DiagnosticText.Count(tables.Future, "row")} of '{source}' {DiagnosticText.Agree(tables.Future, "is", "are")} from later than now ({Utc(options.Time.GetUtcNow())}), the last from {Utc(tables.FutureLast!.Value)}, and {DiagnosticText.Agree(tables.Future, "is", "are")} left out. Set the clocks of the servers, or of this machine; up to {options.ClockTolerance.TotalMinutes:0.#} minutes are tolerated.");
        }
    }

    public void ReportEmpty(WindowQuery query, IReadOnlyList<string> versions)
    {
        var wanted = $"{(query.Versions.Count > 0 ? $" of {DiagnosticText.List(query.Versions)}" : string.Empty)}{(query.Channel is { } channel ? $" on {DiagnosticText.Shorten(channel)}" : string.Empty)}{(query.From is { } from ? $" from {Utc(from)} on" : string.Empty)}{(query.Before is { } before ? $" before {Utc(before)}" : string.Empty)}";
        var others = versions.Count > 0 ? $" There are rows of {DiagnosticText.List(versions)} at other times or on other channels." : string.Empty;
        Report(MonitorDiagnostics.EmptyWindow, $"'{DiagnosticText.Shorten(query.Package ?? source)}' has no predictions{wanted} in '{source}', so nothing can be said of it.{others} Is the model served, and logged there? Ask for a longer window, or correct the version and the channel.");
    }

    public void ReportVersions(IReadOnlyList<WindowVersion> versions)
    {
        if (versions.Count > 1)
        {
            Report(MonitorDiagnostics.SeveralVersions, $"The window has {DiagnosticText.Count(versions.Count, "version")}: {DiagnosticText.List(versions.Select(v => string.Create(CultureInfo.InvariantCulture, $"{(v.Version.Length > 0 ? v.Version : "(none)")} ({v.Rows:N0})")))}. Rows are put together by the names of their columns, and each keeps its version; ask for one version to see it alone.");
        }
    }

    public void ReportDuplicates(long rows, IReadOnlyList<string> examples)
    {
        if (rows > 0)
        {
            Report(MonitorDiagnostics.DuplicatePredictions, $"{DiagnosticText.Count(rows, "row")} of the window {DiagnosticText.Agree(rows, "has", "have")} the id, row, version and channel of another one, such as {DiagnosticText.List(examples)}. All of them are counted, and a label counts for each; expected an id for each request. Correct who gives the ids, or who copies the files.");
        }
    }

    public void ReportLabels(WindowLabels labels)
    {
        var delay = labels.Delay is { } d ? $"; so far half of them came within {Span(d.P50)}, 90 % within {Span(d.P90)} and 99 % within {Span(d.P99)}" : string.Empty;
        if (labels.Early > 0)
        {
            Report(MonitorDiagnostics.LabelBeforePrediction, $"{DiagnosticText.Count(labels.Early, "label")} of the window {DiagnosticText.Agree(labels.Early, "is", "are")} older than the prediction. A clock is wrong, or what was predicted was known: such rows prove nothing of the model. Set the clocks, or find out where these labels come from.");
        }

        if (labels.Orphans > 0)
        {
            Report(MonitorDiagnostics.LabelsWithoutPrediction, $"{DiagnosticText.Count(labels.Orphans, "label")} that came in the window {DiagnosticText.Agree(labels.Orphans, "is", "are")} for rows that are in no file of '{source}'. They are requests that were not logged (--log-sample), whose rows were deleted, or ids that were never given; correct who sends the labels in the last case.");
        }

        if (labels.Unlabelled > 0 && labels.Labelled > 0)
        {
            Report(MonitorDiagnostics.PredictionsWithoutLabel, $"{DiagnosticText.Count(labels.Unlabelled, "row")} of the window {DiagnosticText.Agree(labels.Unlabelled, "has", "have")} no label yet, {DiagnosticText.Count(labels.Labelled, "row")} {DiagnosticText.Agree(labels.Labelled, "has", "have")} one{delay}. Performance is that of the latter; nothing needs to be done.");
        }
    }

    internal static string Span(TimeSpan span) => span.TotalDays >= 2 ? FormattableString.Invariant($"{span.TotalDays:0.#} days")
        : span.TotalHours >= 2 ? FormattableString.Invariant($"{span.TotalHours:0.#} hours")
        : span.TotalMinutes >= 2 ? FormattableString.Invariant($"{span.TotalMinutes:0.#} minutes")
        : FormattableString.Invariant($"{span.TotalSeconds:0.###} seconds");

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    private void Report(DiagnosticDescriptor descriptor, FormattableString message) => sink.Report(descriptor.At(SourceLocation.None, message));
}
