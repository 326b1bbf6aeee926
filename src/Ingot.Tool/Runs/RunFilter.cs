using System.CommandLine;
using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Runs.Stores;

namespace Ingot.Tool.Runs;

/// <summary>The options by which verbs choose runs.</summary>
internal sealed class RunFilter
{
    private readonly Option<string?> _model = new("--model") { Description = "Only of this model." };
    private readonly Option<RunState?> _state = new("--state") { Description = "Only in this state." };
    private readonly Option<RunKind?> _kind = new("--kind") { Description = "Only of this kind. Default: all that are no part of another, so no trials." };
    private readonly Option<string?> _since = new("--since") { Description = "Only those that began then or later: a date such as 2026-03-04 (UTC), or an age such as 12h or 7d." };
    private readonly Option<string[]> _tag = new("--tag") { Description = "Only with this tag; may be repeated, then all must be there." };
    private readonly Option<string[]> _metric = new("--metric") { Description = "Only where this holds, such as AUC>=0.84; may be repeated." };
    private readonly Option<string?> _parent = new("--parent") { Description = "Only parts of this run, such as the trials of a search." };
    private readonly Option<string?> _sort = new("--sort") { Description = "The best value of this metric first. Default: the newest first." };
    private readonly Option<int?> _limit = new("--limit") { Description = "At most so many." };

    /// <summary>All options, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_model, _state, _kind, _since, _tag, _metric, _parent, _sort, _limit];

    /// <summary>The option that names the store.</summary>
    public static Option<string?> Store() => new("--store") { Description = $"The store: a file, or none. Default: what the environment variable {RunStoreLocation.Variable} says, which may be a connection string of PostgreSQL, else .ingot/runs.db of the repository." };

    /// <summary>What the command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="book">Knows the run of <c>--parent</c>.</param>
    /// <param name="limit">How many when nobody says it; null: all.</param>
    public RunQuery Read(ParseResult parsed, RunBook book, int? limit = null)
    {
        var parent = parsed.GetValue(_parent) is { } text ? book.Find(text).Id : null;
        return new RunQuery
        {
            Model = parsed.GetValue(_model),
            State = parsed.GetValue(_state),
            Kind = parsed.GetValue(_kind),
            Parent = parent,
            OnlyWhole = parent is null && parsed.GetValue(_kind) is null,
            Since = parsed.GetValue(_since) is { } since ? Time(since) : null,
            Tags = parsed.GetValue(_tag) ?? [],
            Metrics = [.. (parsed.GetValue(_metric) ?? []).Select(Condition)],
            SortBy = parsed.GetValue(_sort),
            Limit = parsed.GetValue(_limit) is { } asked ? asked > 0 ? asked : throw RunBook.Wrong($"'--limit {asked}' is no number of runs; expected 1 or more. Correct it.") : limit,
        };
    }

    /// <summary>The metrics that the command line speaks of.</summary>
    public IEnumerable<string> MetricsOf(ParseResult parsed) =>
        (parsed.GetValue(_metric) ?? []).Select(m => Condition(m).Name).Concat(parsed.GetValue(_sort) is { } sort ? [sort] : []).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why the command line chooses no run, where it names a model or a metric that no run has; else nothing.</summary>
    public string WhyNone(ParseResult parsed, RunBook book)
    {
        var all = book.Store.Read(new RunQuery { WithoutDetails = true });
        IEnumerable<(string Kind, string Name, IEnumerable<string> Known)> named =
        [
            .. parsed.GetValue(_model) is { } model ? [("model", model, all.Select(r => r.Model))] : Array.Empty<(string, string, IEnumerable<string>)>(),
            .. (parsed.GetValue(_tag) ?? []).Select(t => ("tag", t, all.SelectMany(r => r.Tags))),
            .. MetricsOf(parsed).Select(m => ("metric", m, all.SelectMany(r => r.Metrics, (_, metric) => metric.Name))),
        ];
        return string.Concat(named.Where(n => !n.Known.Contains(n.Name, StringComparer.OrdinalIgnoreCase))
            .Select(n => $"; none has the {n.Kind} '{DiagnosticText.Shorten(n.Name)}'{DiagnosticText.DidYouMean(n.Name, n.Known.Distinct(StringComparer.Ordinal))}"));
    }

    private static MetricCondition Condition(string text) => MetricCondition.TryParse(text)
        ?? throw RunBook.Wrong($"'--metric {text}' is no condition; expected a metric, one of < <= > >= =, and a number, such as AUC>=0.84. Correct it.");

    private static DateTimeOffset Time(string text)
    {
        if (text.Length > 1 && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 100_000
            && text[^1] switch { 'm' => TimeSpan.FromMinutes(number), 'h' => TimeSpan.FromHours(number), 'd' => TimeSpan.FromDays(number), _ => (TimeSpan?)null } is { } age)
        {
            return TimeProvider.System.GetUtcNow() - age;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw RunBook.Wrong($"'--since {text}' is no time; expected a date such as 2026-03-04 or an age such as 12h or 7d. Correct it.");
    }
}
