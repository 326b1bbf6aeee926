using System.Xml.Linq;
using Ingot.Core.Profiles;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>The columns: what the model takes, and what the training and the reference rows hold.</summary>
internal static class DataSection
{
    private const int MostColumns = 200;
    private const int ListedValues = 3;

    private static readonly string[] Shown = ["0.05", "0.5", "0.95"];

    public static XElement Of(CardContent content)
    {
        var (schema, profile) = (content.Schema, content.Profile);
        var columns = schema.Columns.Where(c => c.Role != ColumnRole.Ignored).OrderBy(c => c.Role == ColumnRole.Feature).Take(MostColumns).ToList();
        var (training, reference) = (ByName(profile?.Training), ByName(profile?.Reference));
        var left = schema.Columns.Count(c => c.Role != ColumnRole.Ignored) - columns.Count;
        return Section(
            "data",
            "Data",
            profile is null ? null : El("p", Text($"{profile.Training.Rows:N0} training rows"), Text($", {profile.Reference.Rows:N0} reference rows"), ". Quantiles of numbers are at 5, 50 and 95 %."),
            Table(
                "Columns",
                profile is null
                    ? ["column", "role", "type", "must be present"]
                    : ["column", "role", "type", "must be present", "training", "missing#", "reference", "missing#"],
                columns.Select(c => Row(c, profile, training.GetValueOrDefault(c.Name), reference.GetValueOrDefault(c.Name)))),
            left > 0 ? El("p", Class("more"), Text($"and {left:N0} more columns in the schema and profile.json")) : null);
    }

    private static object?[] Row(SchemaColumn column, DataProfile? profile, ColumnProfile? training, ColumnProfile? reference)
    {
        object?[] own =
        [
            El("strong", Data(column.Name, 60)), column.Role.ToString().ToLowerInvariant(), SchemaText.Type(column), SchemaText.IsRequired(column) ? "yes" : "no",
        ];
        return profile is null
            ? own
            : [.. own, Values(training, profile.Training.Rows, reference), Missing(training, profile.Training.Rows), Values(reference, profile.Reference.Rows, training), Missing(reference, profile.Reference.Rows)];
    }

    private static object? Values(ColumnProfile? column, long rows, ColumnProfile? beside)
    {
        if (column is null)
        {
            return null;
        }

        if (column.Quantiles is { } quantiles)
        {
            // Both columns of a row get the same decimals.
            double[] shown = [.. new[] { quantiles, beside?.Quantiles }.SelectMany(q => Shown.Select(s => q?.GetValueOrDefault(s))).OfType<double>()];
            string? Quantile(string share) => quantiles.GetValueOrDefault(share) is { } value ? MetricText.Compact(value, shown) : null;
            return Quantile("0.5") is { } median ? $"{Quantile("0.05")} · {median} · {Quantile("0.95")}" : null;
        }

        var top = column.Top ?? [];
        var more = column.Distinct - Math.Min(ListedValues, top.Count);
        return new object?[]
        {
            top.Take(ListedValues).Select((v, i) => new object[] { i > 0 ? ", " : string.Empty, Data(v.Value, 30), rows > 0 ? Text($" {100.0 * v.Count / rows:0} %") : string.Empty }),
            more > 0 && top.Count > 0 ? Text($" and {more:N0} more") : null,
        };
    }

    private static string? Missing(ColumnProfile? column, long rows) =>
        column is null || rows == 0 ? null : Text($"{100.0 * column.Missing / rows:0.0} %");

    private static Dictionary<string, ColumnProfile> ByName(TableProfile? table) =>
        table?.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal) ?? [];
}
