using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Retraining;
using Ingot.Monitoring.Windows;
using Ingot.Pipeline.Collect;
using Ingot.Releases.Packages;

namespace Ingot.Pipeline.Retrain;

/// <summary>Two released versions of a model on the labelled rows of production.</summary>
/// <param name="Rows">Rows that have a label.</param>
/// <param name="Comparison">Both on them, the version before as the one that may be better; null: there are too few.</param>
public sealed record VersionsInProduction(int Rows, RetrainComparison? Comparison)
{
    /// <summary>The fewest rows with which anything is decided.</summary>
    public const int MinRows = 200;

    /// <summary>Asks both versions for the labelled rows of a window.</summary>
    /// <param name="production">The version in production.</param>
    /// <param name="before">The version before.</param>
    /// <param name="log">The folder of the prediction log.</param>
    /// <param name="query">The window: rows from which neither version learned.</param>
    /// <param name="metric">The metric that decides; null: the task's main one.</param>
    /// <param name="sink">Takes what is wrong with the log.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT8010 to INGOT8024: the log cannot be read; INGOT8067, INGOT8068: the two cannot be compared on its rows.</exception>
    public static VersionsInProduction Compare(
        ModelPackage production, ModelPackage before, string log, WindowQuery query, string? metric, IDiagnosticSink sink, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(production);
        ArgumentNullException.ThrowIfNull(before);
        var schema = production.Schema;
        var name = metric ?? MainMetric.OfProduction(schema.Task);
        var location = new SourceLocation(log);
        if (MetricCatalog.Find(name, schema.Task) is not { Scope: MetricScope.Rows } definition || MetricCatalog.IsOfBuild(name))
        {
            throw new IngotException(RetrainDiagnostics.NotComparable.At(location, $"'{name}' is no metric of rows for a {schema.Task}. Name another one."));
        }

        using var window = ServedWindow.Open(new PredictionLogSource(log), query with { Package = production.Id }, new ChunkPlan(ChunkUnit.Day), new WindowOptions { Schema = schema, Diagnostics = sink });
        var rows = LabelledRows.Of(window, schema, location);
        if (rows.Count < MinRows)
        {
            return new VersionsInProduction(rows.Count, null);
        }

        var pair = new ModelPair(Asked(production), Asked(before), schema, new ModelPairOptions(location, ClassificationThreshold: 0.5, Seed: 1, Threads: 0, cancellation));
        return new VersionsInProduction(rows.Count, pair.On(rows.Table, [definition]) is [var comparison] ? comparison : null);
    }

    private static AskedModel Asked(ModelPackage package) => new(package.Id, package.Version, package.Onnx, package.Schema);
}
