namespace Ingot.Monitoring;

/// <summary>The columns that every log has beside those of its model.</summary>
internal static class LogNames
{
    public const string Id = "ingot_id";
    public const string Row = "ingot_row";
    public const string Timestamp = "ingot_timestamp";
    public const string Latency = "ingot_latency_us";
    public const string Package = "ingot_package";
    public const string Version = "ingot_version";
    public const string Channel = "ingot_channel";
    public const string Status = "ingot_status";
    public const string Label = "ingot_label";
    public const string LabelValue = "ingot_label_value";
    public const string Labelled = "ingot_labelled";
    public const string Sequence = "ingot_sequence";

    /// <summary>Microseconds since 1970 in UTC.</summary>
    public static long Microseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
