using Ingot.Core.Specs;
using Ingot.Monitoring.Windows;

namespace Ingot.Pipeline.Monitor;

/// <summary>Tables of what was served that the project names.</summary>
internal static class MappedData
{
    /// <summary>The source that items describe; all of them have the mapping of the first.</summary>
    public static ServedSource SourceOf(IReadOnlyList<MonitorDataSpec> items) =>
        new TableSource([.. items.Select(i => i.Path)], Mapping(items[0])) { LabelFiles = items[0].LabelFiles };

    private static ColumnMapping Mapping(MonitorDataSpec item) => new()
    {
        Timestamp = item.Timestamp,
        TimestampUnit = item.TimestampUnit is { } unit ? Enum.Parse<TimestampUnit>(unit, ignoreCase: true) : default,
        Id = item.Id,
        Row = item.Row,
        Version = item.Version,
        Channel = item.Channel,
        Status = item.Status,
        Latency = item.Latency,
        Label = item.Label,
        Labelled = item.Labelled,
        Outputs = item.Outputs,
        Features = item.Features,
    };
}
