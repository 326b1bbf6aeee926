using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Monitoring.Windows;

namespace Ingot.Pipeline.Monitor;

/// <summary>Opens the part of production that the project asks for.</summary>
internal static class MonitoredWindow
{
    /// <summary>Which part it is.</summary>
    public static WindowQuery QueryOf(StageContext context)
    {
        var spec = context.Spec.Monitor;
        var time = TimeOf(spec);
        var query = new WindowQuery { Package = spec.Data.Count > 0 ? null : context.Spec.PackageId, Versions = spec.Versions, Channel = spec.Channel };
        return spec.From is { } from ? query with { From = from, Before = spec.To ?? time.GetUtcNow() } : query.LastDays(spec.Days, time);
    }

    /// <summary>Opens it.</summary>
    /// <exception cref="IngotException">INGOT8019 to INGOT8024, or INGOT8041: nothing says what was served.</exception>
    public static ServedWindow Open(StageContext context, WindowQuery query, ModelSchema schema, IDiagnosticSink said)
    {
        var spec = context.Spec.Monitor;
        return ServedWindow.Open(SourceOf(context), query, PlanOf(spec), new WindowOptions
        {
            Schema = schema,
            SchemaFile = context.Spec.SchemaFile,
            Time = TimeOf(spec),
            EndIsSaid = spec.To is not null,
            Threads = context.Threads,

            // What a killed stage has left there is removed by the next one.
            ScratchFolder = context.OutputFile("window"),
            Diagnostics = said,
        });
    }

    /// <summary>The first instant of a window, and the first one after it.</summary>
    public static (DateTimeOffset From, DateTimeOffset Before) SpanOf(StageContext context, ServedWindow window)
    {
        var end = context.Spec.Monitor.To ?? (window.Chunks.Count > 0 ? window.Chunks[^1].Before : default);
        return (window.Chunks.Count > 0 ? window.Chunks[0].From : context.Spec.Monitor.From ?? end, end);
    }

    private static ServedSource SourceOf(StageContext context)
    {
        var spec = context.Spec.Monitor;
        string[] named = [.. Named(spec)];
        return named.Length switch
        {
            0 => throw new IngotException(MonitorDiagnostics.NothingServed.At(
                context.Spec.Location,
                $"Nothing says where what was served is. Name the folder of the prediction log in ModelMonitorLog (--log), say that it is in PostgreSQL by ModelMonitorPostgres (--log-postgres), or name a table of it in a MonitorData item.")),
            > 1 => throw new IngotException(MonitorDiagnostics.NothingServed.At(
                spec.Location.IsNone ? context.Spec.Location : spec.Location, $"The project has {string.Join(" and ", named)}; expected one of them. Remove the other.")),
            _ => spec switch
            {
                { Log: { } log } => new PredictionLogSource(log),
                { IsInDatabase: true } => context.LogDatabase?.Invoke(context.OutputFile("database")) ?? throw new IngotException(MonitorDiagnostics.NothingServed.At(
                    context.Spec.Location, $"The project says ModelMonitorPostgres, and who runs the stage knows no database. Use 'dotnet ingot monitor' or 'dotnet build -t:MonitorModel'.")),
                _ => MappedData.SourceOf(spec.Data),
            },
        };
    }

    private static IEnumerable<string> Named(MonitorSpec spec)
    {
        if (spec.Log is not null)
        {
            yield return "ModelMonitorLog";
        }

        if (spec.IsInDatabase)
        {
            yield return "ModelMonitorPostgres";
        }

        if (spec.Data.Count > 0)
        {
            yield return "a MonitorData item";
        }
    }

    private static ChunkPlan PlanOf(MonitorSpec spec) => spec.Chunk switch
    {
        "hour" => new ChunkPlan(ChunkUnit.Hour),
        "day" => new ChunkPlan(ChunkUnit.Day),
        "week" => new ChunkPlan(ChunkUnit.Week),
        "month" => new ChunkPlan(ChunkUnit.Month),
        _ => ChunkPlan.ByRows(spec.ChunkRows),
    };

    private static TimeProvider TimeOf(MonitorSpec spec) => spec.To is { } to ? new FixedTime(to) : TimeProvider.System;

    // The end of a window that is over is its present: the same window gives the same report.
    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
