using System.Globalization;
using System.Text;
using Ingot.Core.Runs;

namespace Ingot.Runs.Export;

/// <summary>Runs as a table of text (RFC 4180): a row a run, a column for each parameter and each metric that any of them has.</summary>
public static class RunCsv
{
    private static readonly (string Name, Func<Run, object?> Of)[] Facts =
    [
        ("id", r => r.Id), ("kind", r => r.Kind), ("state", r => r.State), ("model", r => r.Model), ("version", r => r.Version), ("task", r => r.Task), ("project", r => r.Project), ("parent", r => r.Parent),
        ("started", r => r.Started.UtcDateTime), ("seconds", r => r.Duration?.TotalSeconds), ("fault", r => r.Fault), ("seed", r => r.Seed),
        ("commit", r => r.Commit?.Hash), ("clean", r => r.Commit?.IsClean), ("data_sha256", r => r.Hashes.Data), ("reference_sha256", r => r.Hashes.Reference), ("schema_sha256", r => r.Hashes.Schema),
        ("parameters_sha256", r => r.Hashes.Parameters), ("model_sha256", r => r.Hashes.Model), ("tool", r => r.Environment?.Tool), ("system", r => r.Environment?.System), ("dotnet", r => r.Environment?.DotNet),
        ("processors", r => r.Environment?.Processors), ("gates_passed", r => r.Gates?.Passed), ("gates_failed", r => r.Gates?.Failed), ("tags", r => string.Join(' ', r.Tags)), ("notes", r => r.Notes),
    ];

    /// <summary>The table, with <c>\n</c>. What a run does not have is empty.</summary>
    public static string Of(IReadOnlyList<Run> runs)
    {
        var parameters = runs.SelectMany(r => r.Parameters.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var metrics = runs.SelectMany(r => r.Metrics).Select(NameOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var csv = new StringBuilder();
        Line(Facts.Select(f => (object?)f.Name).Concat(parameters.Select(p => $"param.{p}")).Concat(metrics.Select(m => $"metric.{m}")));
        foreach (var run in runs)
        {
            var values = run.Metrics.ToDictionary(NameOf, m => m.Value, StringComparer.Ordinal);
            Line(Facts.Select(f => f.Of(run))
                .Concat(parameters.Select(p => (object?)run.Parameters.GetValueOrDefault(p)))
                .Concat(metrics.Select(m => values.TryGetValue(m, out var value) && !double.IsNaN(value) ? value : (object?)null)));
        }

        return csv.ToString();

        void Line(IEnumerable<object?> cells) => csv.AppendJoin(',', cells.Select(Cell)).Append('\n');
    }

    /// <summary>A metric's name with the data and the slice where they are not the usual ones.</summary>
    internal static string NameOf(RunMetric metric) => (metric.Data == "reference" ? metric.Name : $"{metric.Data}.{metric.Name}") + (metric.Slice is null ? string.Empty : $"/{metric.Slice}");

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => string.Empty,
            bool truth => truth ? "true" : "false",
            DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
        };
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
