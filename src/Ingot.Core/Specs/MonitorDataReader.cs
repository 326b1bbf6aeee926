using static Ingot.Core.Specs.ModelSpecReader;

namespace Ingot.Core.Specs;

/// <summary>Reads a <c>MonitorData</c> item.</summary>
internal static class MonitorDataReader
{
    private static readonly string[] Units = ["Seconds", "Milliseconds", "Microseconds"];

    private static readonly string[] Known =
        ["Timestamp", "TimestampUnit", "Id", "Row", "RowVersion", "Channel", "Status", "Latency", "TrueLabel", "Labelled", "LabelFiles", "Outputs", "Features"];

    /// <summary>Reads it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="folder">The project's folder, from which paths are seen.</param>
    /// <exception cref="Diagnostics.IngotException">INGOT1001: metadata that are unknown, missing or cannot be read.</exception>
    public static MonitorDataSpec Read(ProjectItem item, string folder)
    {
        CheckMetadata(item, Known);
        var unit = item.Get("TimestampUnit");
        if (unit is not null && !Units.Contains(unit, StringComparer.OrdinalIgnoreCase))
        {
            throw Wrong(item.Location, $"TimestampUnit of the MonitorData '{item.Include}' is '{unit}'; expected {string.Join(", ", Units)}.");
        }

        var timestamp = item.Get("Timestamp")
            ?? throw Wrong(item.Location, $"The MonitorData '{item.Include}' has no Timestamp. Name the column that says when a row was predicted.");
        return new MonitorDataSpec(Path.GetFullPath(Path.Combine(folder, item.Include)), timestamp, item.Location)
        {
            TimestampUnit = unit,
            Id = item.Get("Id"),
            Row = item.Get("Row"),
            Version = item.Get("RowVersion"),
            Channel = item.Get("Channel"),
            Status = item.Get("Status"),
            Latency = item.Get("Latency"),
            Label = item.Get("TrueLabel"),
            Labelled = item.Get("Labelled"),
            LabelFiles = [.. List(item, "LabelFiles").Select(f => Path.GetFullPath(Path.Combine(folder, f)))],
            Outputs = Pairs(item, "Outputs"),
            Features = Pairs(item, "Features"),
        };
    }

    // "probability=p_churn;predicted_label=answer"
    private static Dictionary<string, string> Pairs(ProjectItem item, string metadata)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in List(item, metadata))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == pair.Length - 1 || !pairs.TryAdd(pair[..at].Trim(), pair[(at + 1)..].Trim()))
            {
                throw Wrong(item.Location, $"{metadata} of the MonitorData '{item.Include}' has '{pair}'; expected name=column, each name once, with semicolons between.");
            }
        }

        return pairs;
    }

    private static string[] List(ProjectItem item, string metadata) =>
        item.Get(metadata)?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
