namespace Ingot.Tool.Commands;

/// <summary>The options by which verbs say what is looked at of production.</summary>
internal static class WindowOptions
{
    /// <summary>Where the prediction log is.</summary>
    public static IReadOnlyList<PropertyOption> Log() =>
    [
        PropertyOption.OfPath("--log", "ModelMonitorLog", "The folder of the prediction log."),
        PropertyOption.OfFlag("--log-postgres", "ModelMonitorPostgres", $"The prediction log is in PostgreSQL instead, as 'serve --log-postgres' has it: the connection string is read from the environment variable {LogDatabase.Variable}, or from PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD."),
    ];

    /// <summary>Which span of time.</summary>
    public static IReadOnlyList<PropertyOption> Span() =>
    [
        PropertyOption.Of("--days", "ModelMonitorDays", "How many days are looked at, up to the end. Default: 30."),
        PropertyOption.Of("--from", "ModelMonitorFrom", "The beginning instead, such as 2026-11-01 (UTC)."),
        PropertyOption.Of("--to", "ModelMonitorTo", "The end. Default: now."),
    ];
}
