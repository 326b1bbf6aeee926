using Ingot.Tool.Serving.Monitoring;
using Microsoft.Extensions.Logging;

namespace Ingot.Tool.Serving;

/// <summary>What the ready-made server says in its log besides the library.</summary>
internal static partial class ServeLog
{
    [LoggerMessage(LogLevel.Information, "{Job} in production: {Rows} rows, {Passed} monitor gates passed, {Failed} failed, {Unknown} cannot be told")]
    public static partial void LogLooked(this ILogger logger, MonitorJob job, long rows, int passed, int failed, int unknown);
}
