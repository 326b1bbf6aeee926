using System.Globalization;
using System.Xml.Linq;
using Ingot.Core.Metrics;
using Ingot.Core.Runs;
using Ingot.Core.Texts;
using Ingot.Reports.Markup;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Runs;

/// <summary>Runs as one page that needs nothing else: for each model a table to sort, its metric over time and parameters beside it; for each search its trials.</summary>
public static class RunBoard
{
    /// <summary>How many searches have their trials on a page.</summary>
    public const int MostSearches = 20;

    // A browser lays out and sorts so many at once. All sections have the same share of them.
    private const int MostRows = 2000;
    private const int LeastRows = 20;
    private const int MostParameters = 6;

    /// <summary>The page. It has no clock: the same runs give the same page. Instants are in UTC.</summary>
    /// <param name="runs">The runs, in the order in which they are to stand there. Of very many a page has the first of each model, and says so.</param>
    /// <param name="trials">The trials of searches among them, by the search's id, the newest first; those of the first <see cref="MostSearches"/> are shown.</param>
    public static string ToHtml(IReadOnlyList<Run> runs, IReadOnlyDictionary<string, IReadOnlyList<Run>> trials)
    {
        var models = runs.GroupBy(r => r.Model, StringComparer.Ordinal).ToList();
        var searches = runs.Where(r => trials.TryGetValue(r.Id, out var t) && t.Count > 0).Take(MostSearches).ToList();
        var share = Math.Max(LeastRows, MostRows / Math.Max(1, models.Count + searches.Count));
        XElement[] sections =
        [
            .. models.Select((m, i) => Model(Text($"model-{i + 1}"), m.Key, [.. m], share)),
            .. searches.Select((r, i) => Search(Text($"search-{i + 1}"), r, trials[r.Id], share)),
        ];
        return HtmlPage.WithScript(
            "Runs",
            ["card.css", "board.css"],
            "board.js",
            El(
                "header",
                El("p", Class("kind"), "Runs"),
                El("h1", models.Count == 1 ? Data(models[0].Key) : (object)Text($"{models.Count:N0} models")),
                El("p", Class("purpose"), runs.Count == 0 ? "No run was chosen." : Text($"{runs.Count:N0} runs from {runs.Min(r => r.Started).UtcDateTime:yyyy-MM-dd HH:mm} to {runs.Max(r => r.Started).UtcDateTime:yyyy-MM-dd HH:mm} (UTC)")),
                runs.Count(r => r.Kind == RunKind.Search) > MostSearches ? El("p", Class("more"), Text($"The trials of the first {MostSearches} searches are here; --parent with the id of another one shows its trials.")) : null),
            Figures(runs),
            HtmlPage.Contents(sections),
            sections);
    }

    private static XElement Figures(IReadOnlyList<Run> runs)
    {
        XElement One(string name, int count) => El("div", El("dt", name), El("dd", Text($"{count:N0}")));
        int Of(RunState state) => runs.Count(r => r.State == state);
        return El("dl", Class("figures"), One("finished", Of(RunState.Finished)), One("failed", Of(RunState.Failed)), One("killed", Of(RunState.Killed)), One("running", Of(RunState.Running)), One("with failed gates", runs.Count(r => r.Gates is { Failed: > 0 })));
    }

    private static XElement Model(string id, string model, List<Run> all, int share)
    {
        List<Run> runs = [.. all.Take(share)];

        // Searches were measured on other rows, and have sections of their own.
        var compared = runs.Exists(r => r.Kind != RunKind.Search) ? runs.FindAll(r => r.Kind != RunKind.Search) : runs;
        var metrics = MetricsOf(compared);
        var main = metrics.Count > 0 ? metrics[0] : null;
        var parameters = RunColumn.Varying(compared, MostParameters);
        return Section(
            id,
            PlainText.Short(model, 80),
            runs.Count < all.Count ? El("p", Class("more"), Text($"The first {runs.Count:N0} of {all.Count:N0} runs: a page with all would be slow. --model, --since, --tag and --metric choose others.")) : null,
            El(
                "div",
                Class("grid"),
                main is null ? null : RunPlots.OverTime(id, main, compared),
                main is null ? null : ParallelPlot.Draw(id, main, parameters, compared)),
            El("h3", runs.Count < all.Count ? "These runs" : "All runs"),
            El("p", Class("more"), "A click on a heading sorts."),
            RunTable(model, runs, compared, metrics, parameters));
    }

    private static XElement Search(string id, Run search, IReadOnlyList<Run> trials, int share)
    {
        var metrics = MetricsOf(trials);
        var parameters = RunColumn.Varying(trials, MostParameters);
        return Section(
            id,
            Text($"Search {search.Id}"),
            metrics.Count == 0 ? null : El("div", Class("grid"), RunPlots.Trials(id, metrics[0], [.. trials.Reverse()]), ParallelPlot.Draw(id, metrics[0], parameters, trials)),
            El("h3", trials.Count > share ? Text($"The newest {share:N0} of its {trials.Count:N0} trials") : "Its trials"),
            RunTable(search.Id, [.. trials.Take(share)], trials, metrics, parameters));
    }

    // The few of the task, the main one in front; of unknown tasks those that most runs have.
    private static List<string> MetricsOf(IReadOnlyList<Run> runs)
    {
        const int most = 4;
        var known = runs.Select(r => r.Task).FirstOrDefault(t => t is not null) is { } task ? MainMetric.KeyFigures(task).Prepend(MainMetric.NameOf(task)) : [];
        var all = runs.SelectMany(r => r.Metrics).GroupBy(m => m.Name, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => g.Key).ToList();
        return [.. known.Where(all.Contains).Concat(all).Distinct(StringComparer.Ordinal).Take(most)];
    }

    private static XElement RunTable(string label, IReadOnlyList<Run> runs, IReadOnlyList<Run> compared, List<string> metrics, IReadOnlyList<RunColumn> parameters)
    {
        var best = metrics.ToDictionary(m => m, m => RunColumn.Best(compared, m)?.Id, StringComparer.Ordinal);
        var table = Table(
            $"Runs of {label}",
            ["run", "began (UTC)", "kind", "state", "seconds#", .. metrics.Select(m => m + "#"), .. parameters.Select(p => p.Name + (p.IsNumeric ? "#" : string.Empty)), "gates", "commit", "tags", "notes"],
            runs.Select(r => (IReadOnlyList<object?>)
            [
                r.Id,
                r.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                r.Kind.ToString(),
                El("span", State(r), r.Fault is null ? null : new XAttribute("title", PlainText.Short(r.Fault, 400)), r.State.ToString()),
                r.Duration is { } took ? Text($"{took.TotalSeconds:0.0}") : string.Empty,
                .. metrics.Select(m => r.Find(m) is { } metric && double.IsFinite(metric.Value) ? El("span", best[m] == r.Id ? Class("best") : null, Interval(metric), MetricText.Number(metric.Value)) : (object)string.Empty),
                .. parameters.Select(p => r.Parameters.TryGetValue(p.Name, out var value) ? Data(value, 40) : (object)string.Empty),
                r.Gates?.Words ?? string.Empty,
                r.Commit is { } c ? c.Hash[..Math.Min(8, c.Hash.Length)] + (c.IsClean ? string.Empty : "+") : string.Empty,
                r.Tags.Select(t => El("span", Class("tag"), Data(t, 40))),
                r.Notes is null ? string.Empty : Data(r.Notes, 80),
            ]));
        table.SetAttributeValue("class", "scroll runs");
        foreach (var (cell, run) in table.Descendants("tbody").Elements("tr").Zip(runs).SelectMany(p => p.First.Elements("td").Skip(5).Take(metrics.Count).Select((cell, i) => (cell, Metric: p.Second.Find(metrics[i])))))
        {
            // What is shown is rounded: order is that of the numbers.
            cell.SetAttributeValue("data-v", run is { } m && double.IsFinite(m.Value) ? m.Value.ToString("R", CultureInfo.InvariantCulture) : string.Empty);
        }

        return table;
    }

    private static XAttribute State(Run run) => Class("chip " + run.State switch
    {
        RunState.Finished => run.Gates is { Failed: > 0 } ? "inconclusive" : "passed",
        RunState.Failed => "failed",
        RunState.Killed => "inconclusive",
        _ => "skipped",
    });

    private static XAttribute? Interval(RunMetric metric) => double.IsFinite(metric.Low) && double.IsFinite(metric.High)
        ? new XAttribute("title", $"95 % interval {MetricText.Number(metric.Low, metric.High)} to {MetricText.Number(metric.High)}")
        : null;
}
