using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Monitoring;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Releases.Feeds;
using Ingot.Releases.Packages;

namespace Ingot.Pipeline.Monitor;

/// <summary>What production is compared with: reference rows with label and answers, the schema, and what the build measured.</summary>
internal sealed class MonitoredReference
{
    private MonitoredReference(ModelSchema schema, MetricsReport metrics, Table rows, string source)
    {
        (Schema, Metrics, Rows) = (schema, metrics, rows);
        Told = new MonitorReference(source, metrics.Version, rows.Rows);
        Predictions = ServedPredictions.Of(schema, rows, ServedPredictions.LabelOf(schema), metrics.Threshold);
    }

    /// <summary>The schema of the model that serves.</summary>
    public ModelSchema Schema { get; }

    /// <summary>What its build measured on all reference rows.</summary>
    public MetricsReport Metrics { get; }

    /// <summary>The rows.</summary>
    public Table Rows { get; }

    /// <summary>Their labels and answers.</summary>
    public PredictionSet Predictions { get; }

    /// <summary>What the report says of it.</summary>
    public MonitorReference Told { get; }

    /// <summary>Reads it: of the version that the project names, else of the model that it builds.</summary>
    /// <exception cref="IngotException">
    /// INGOT8040: it is not there; INGOT8054: two are named; INGOT9006: a file is damaged; INGOT6020, INGOT6021 and those of feeds: the package cannot be found or read.
    /// </exception>
    public static MonitoredReference Read(StageContext context)
    {
        if (context.Spec.Monitor is { Package: { } package })
        {
            return context.Spec.Monitor.Reference is null ? ReadPackage(context, package) : throw new IngotException(MonitorDiagnostics.TwoReferences.At(
                context.Spec.Monitor.PackageLocation.IsNone ? context.Spec.Location : context.Spec.Monitor.PackageLocation,
                $"Both ModelMonitorReference (--reference) and ModelMonitorPackage (--package) are set; expected one of the two. Remove the other."));
        }

        if (context.Spec.Monitor.Reference is { } folder)
        {
            var schemas = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.schema.json") : [];
            return schemas.Length == 1
                ? Read(context, schemas[0], InFolder(ExportFiles.Metrics), InFolder(ExportFiles.MonitoringRows), folder)
                : throw Missing(context, $"ModelMonitorReference is '{folder}', which has {DiagnosticText.Count(schemas.Length, "file")} *.schema.json; expected the folder 'evidence' of the package that serves.");
        }

        return Read(
            context, context.TryInput(ExportFiles.Schema), context.TryInput(ExportFiles.Metrics), context.TryInput(ExportFiles.MonitoringRows), "the project's own build");

        string? InFolder(StageFile file) => Path.Combine(folder, file.NameFor(context.Spec.Name)) is var path && File.Exists(path) ? path : null;
    }

    private static MonitoredReference Read(StageContext context, string? schemaFile, string? metrics, string? rows, string source)
    {
        if (schemaFile is null || metrics is null || rows is null)
        {
            throw Missing(context, $"There is no reference: {source} has no {(schemaFile is null ? "schema" : metrics is null ? "metrics.json" : "monitoring.parquet")}. Build the model, with ModelMonitoringRows above 0; or name the folder 'evidence' of the package that serves in ModelMonitorReference.");
        }

        return Read(context, SchemaFile.Read(schemaFile), MetricsFile.Read(metrics), rows, source);
    }

    // A package is a stranger's: names and sizes are bounded, and none of its code runs.
    private static MonitoredReference ReadPackage(StageContext context, string name)
    {
        var rows = context.OutputFile("reference.parquet");
        try
        {
            context.Progress.Report($"the reference of {name}");
            using var package = PackageArgument.FindAsync(name, Path.GetDirectoryName(context.Spec.ProjectFile)!, context.Spec.Monitor.Feed, context.Cancellation).GetAwaiter().GetResult();
            var (evidence, hasRows) = ModelPackage.ReadMonitoring(package.Path, rows);
            var told = $"the package {evidence.Package} {evidence.Version}";
            return !string.Equals(evidence.Package, context.Spec.PackageId, StringComparison.OrdinalIgnoreCase) ? throw Missing(context, $"'{name}' is {told}, and the project's is {context.Spec.PackageId}. Name a version of that one.")
                : !hasRows ? throw Missing(context, $"There is no reference: {told} has no monitoring.parquet. It was packed with ModelMonitoringRows=0, or by an older Ingot; name the folder of its evidence in ModelMonitorReference where somebody has it, or pack it again.")
                : Read(context, evidence.Schema, evidence.Metrics, rows, told);
        }
        finally
        {
            File.Delete(rows);
        }
    }

    private static MonitoredReference Read(StageContext context, ModelSchema schema, MetricsReport metrics, string rows, string source)
    {
        try
        {
            return new MonitoredReference(schema, metrics, ParquetTable.Read(rows, ParquetTable.ColumnNames(rows)), source);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException or KeyNotFoundException or InvalidCastException)
        {
            throw Missing(context, $"'{rows}' cannot be read as the reference of this model: {DiagnosticText.Escape(e.Message.Split('\n')[0])} Build the model again, or fetch its package anew.", e);
        }
    }

    private static IngotException Missing(StageContext context, string message, Exception? cause = null) =>
        new(MonitorDiagnostics.NoReference.At(context.Spec.Monitor.Location.IsNone ? context.Spec.Location : context.Spec.Monitor.Location, $"{message}"), cause);
}
