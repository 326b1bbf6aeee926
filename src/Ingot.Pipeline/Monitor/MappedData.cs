using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Monitoring.Windows;

namespace Ingot.Pipeline.Monitor;

/// <summary>Tables of what was served that the project names.</summary>
internal static class MappedData
{
    /// <summary>The source that items describe.</summary>
    /// <exception cref="IngotException">INGOT8041: they do not say the same of their columns.</exception>
    public static ServedSource SourceOf(IReadOnlyList<MonitorDataSpec> items)
    {
        if (items.FirstOrDefault(i => !i.HasColumnsOf(items[0])) is { } other)
        {
            throw new IngotException(MonitorDiagnostics.NothingServed.At(
                other.Location,
                $"The MonitorData '{Path.GetFileName(other.Path)}' says of its columns something else than '{Path.GetFileName(items[0].Path)}'; expected the same metadata of all, since they are one table. Give both the same, or monitor them one by one."));
        }

        return new TableSource([.. items.Select(i => i.Path)], Mapping(items[0])) { LabelFiles = items[0].LabelFiles };
    }

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
