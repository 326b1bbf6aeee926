using System.Globalization;
using Ingot.Core.Drift;
using static Ingot.Core.Specs.ModelSpecReader;

namespace Ingot.Core.Specs;

/// <summary>Reads what a project says of its monitoring.</summary>
internal static class MonitorSpecReader
{
    private static readonly string[] Units = ["hour", "day", "week", "month"];

    /// <summary>Reads it.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT1001: a property that cannot be read.</exception>
    public static MonitorSpec Read(ProjectDocument document)
    {
        var folder = Path.GetDirectoryName(document.Get("ProjectFile")) ?? string.Empty;
        var chunk = document.Get("ModelMonitorChunk")?.ToLowerInvariant() ?? Units[1];
        var isRows = long.TryParse(chunk, NumberStyles.None, CultureInfo.InvariantCulture, out var rows);
        if (isRows ? rows < 1 : !Units.Contains(chunk, StringComparer.Ordinal))
        {
            throw Wrong(document.LocationOf("ModelMonitorChunk"), $"Property ModelMonitorChunk is '{chunk}'; expected {string.Join(", ", Units)}, or a number of rows.");
        }

        return new MonitorSpec
        {
            Log = Full(folder, document.Get("ModelMonitorLog")),
            IsInDatabase = Flag(document.Get("ModelMonitorPostgres"), "property ModelMonitorPostgres", document.LocationOf("ModelMonitorPostgres")),
            Data = [.. document.OfType("MonitorData").Select(i => MonitorDataReader.Read(i, folder))],
            Reference = Full(folder, document.Get("ModelMonitorReference")),
            Package = document.Get("ModelMonitorPackage") is { } package && package.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) ? Full(folder, package) : document.Get("ModelMonitorPackage"),
            Feed = document.Get("ModelMonitorFeed"),
            PackageLocation = document.LocationOf("ModelMonitorPackage"),
            History = Full(folder, document.Get("ModelMonitorHistory")),
            From = Instant(document, "ModelMonitorFrom"),
            To = Instant(document, "ModelMonitorTo"),
            Days = Days(document),
            Chunk = chunk,
            ChunkRows = rows,
            Versions = Words(document.Get("ModelMonitorVersion")) ?? [],
            Channel = document.Get("ModelMonitorChannel"),
            Threshold = Choice<DriftThresholdMode>(document.Get("ModelDriftThreshold"), "property ModelDriftThreshold", document.LocationOf("ModelDriftThreshold")) ?? DriftThresholdMode.Fixed,
            Location = document.LocationOf("ModelMonitorLog"),
        };
    }

    private static string? Full(string folder, string? path) => path is null ? null : Path.GetFullPath(Path.Combine(folder, path));

    private static DateTimeOffset? Instant(ProjectDocument document, string property) => document.Get(property) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant
        : throw Wrong(document.LocationOf(property), $"Property {property} is '{text}'; expected a day or an instant such as 2026-11-30 or 2026-11-30T06:00:00Z, in UTC where it names no zone.");

    private static double Days(ProjectDocument document) => document.Get("ModelMonitorDays") is not { } text ? new MonitorSpec().Days
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 36_500 ? days
        : throw Wrong(document.LocationOf("ModelMonitorDays"), $"Property ModelMonitorDays is '{text}'; expected a number of days above 0.");
}
