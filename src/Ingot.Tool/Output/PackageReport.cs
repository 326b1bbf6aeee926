using System.Globalization;
using Ingot.Core;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;
using Ingot.Releases.Channels;
using Ingot.Releases.Packages;
using Spectre.Console;

namespace Ingot.Tool.Output;

/// <summary>A released version for people and for scripts.</summary>
internal sealed class PackageReport(ModelPackage package, PackageFacts facts, ChannelHolders channels)
{
    private const int ListedValues = 8;

    /// <summary>As tables.</summary>
    /// <param name="output">Where they are written.</param>
    /// <param name="all">Whether the metrics of slices that no gate names are shown too.</param>
    public void Write(TextWriter output, bool all)
    {
        ConsoleTable.Write(output, Facts());
        ConsoleTable.Write(output, Verdicts());
        var (shown, folded) = new GatedMetrics(package.Verdicts).Order(package.Metrics.Metrics, m => m.Name, m => m.Slice, all);
        ConsoleTable.Write(output, Metrics(shown));
        if (folded > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folded:N0} more on slices that no gate names: --all shows them."));
        }

        ConsoleTable.Write(output, Inputs());
    }

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonFormat.Write(new
    {
        package = package.Id,
        version = package.Version,
        task = package.Schema.Task.ToString(),
        classes = package.Schema.Classes,
        positiveClass = package.Schema.PositiveClass,
        channels = channels.Of(package.Id, package.Version),
        retiredIn = channels.RetiredIn(package.Id, package.Version),
        contentHash = package.ContentHash,
        onnxSha256 = package.OnnxSha256,
        onnxBytes = package.Onnx.LongLength,
        goldenRows = package.Golden?.Rows.Count ?? 0,
        authors = facts.Authors,
        description = facts.Description,
        license = facts.License,
        repository = facts.Repository,
        commit = facts.Commit,
        inputs = package.Schema.Features.Select(c => new { name = c.Name, type = c.Type.ToString(), required = c.MinFraction >= 1, domain = c.Domain, min = c.Min, max = c.Max }),
        referenceRows = package.Metrics.ReferenceRows,
        metrics = package.Metrics.Metrics.Select(m => new
        {
            name = m.Name,
            slice = m.Slice,
            value = m.Value,
            low = m.Low,
            high = m.High,
            rows = m.Rows,
        }),
        verdicts = package.Verdicts.Select(v => new { gate = v.Gate, slice = v.Slice, outcome = v.Outcome.ToString(), message = v.Message }),
    });

    private Table Facts()
    {
        var table = ConsoleTable.Of(package.Id, package.Version);
        void Row(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                table.AddRow(name, ConsoleTable.Cell(value));
            }
        }

        Row("description", facts.Description);
        Row("task", package.Schema.Task.ToString());
        Row("label", package.Schema.LabelIfAny?.Name ?? "none");
        var meaning = ModelStandings.Meaning(ModelStandings.Of(package.Verdicts));
        Row("gates", ModelStandings.Count(package.Verdicts) + (meaning.Length > 0 ? $"; {meaning}" : string.Empty));
        Row("classes", string.Join(", ", package.Schema.Classes));
        Row("channels", string.Join(", ", channels.Of(package.Id, package.Version)));
        Row("retired in", string.Join(", ", channels.RetiredIn(package.Id, package.Version)));
        Row("ONNX file", string.Create(CultureInfo.InvariantCulture, $"{package.Onnx.LongLength:N0} bytes, SHA-256 {package.OnnxSha256}"));
        Row("content hash", package.ContentHash);
        Row("golden rows", (package.Golden?.Rows.Count ?? 0).ToString(CultureInfo.InvariantCulture));
        Row("authors", facts.Authors);
        Row("licence", facts.License);
        Row("repository", facts.Repository);
        Row("commit", facts.Commit);
        return table;
    }

    private Table Inputs()
    {
        var table = ConsoleTable.Of("input", "type", "must be present", "values");
        foreach (var input in package.Schema.Features)
        {
            table.AddRow(ConsoleTable.Cell(input.Name), SchemaText.Type(input), input.MinFraction >= 1 ? "yes" : "no", ConsoleTable.Cell(Values(input)));
        }

        return table;
    }

    private Table Metrics(IEnumerable<MetricResult> metrics)
    {
        var table = ConsoleTable.Of("metric", "slice", "value", "95 % interval", "rows");
        foreach (var metric in metrics)
        {
            table.AddRow(
                ConsoleTable.Cell(metric.Name),
                ConsoleTable.Cell(metric.Slice ?? "all rows"),
                ConsoleTable.Cell(MetricText.Value(metric, package.Schema.Task)),
                ConsoleTable.Cell(MetricText.Interval(metric, package.Schema.Task)),
                metric.Rows.ToString("N0", CultureInfo.InvariantCulture));
        }

        return table;
    }

    private Table Verdicts()
    {
        var table = ConsoleTable.Of("gate", "slice", "outcome", "why");
        foreach (var verdict in package.Verdicts)
        {
            table.AddRow(ConsoleTable.Cell(verdict.Gate), ConsoleTable.Cell(verdict.Slice ?? "all rows"), verdict.Outcome.ToString(), ConsoleTable.Cell(verdict.Message));
        }

        return table;
    }

    private static string Values(SchemaColumn column)
    {
        if (column.Domain is { } domain)
        {
            return string.Join(", ", domain.Take(ListedValues)) + (domain.Count > ListedValues ? FormattableString.Invariant($" and {domain.Count - ListedValues} more") : string.Empty);
        }

        return (column.Min, column.Max) is (null, null) ? string.Empty : FormattableString.Invariant($"{column.Min?.ToString(CultureInfo.InvariantCulture) ?? "…"} to {column.Max?.ToString(CultureInfo.InvariantCulture) ?? "…"}");
    }
}
