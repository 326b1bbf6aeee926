using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Scoring;

namespace Ingot.Simulation.Models;

/// <summary>A model that the stages of the build made: it answers by its ONNX file, and has the evidence that production is compared with.</summary>
public sealed class BuiltModel : YearModel
{
    private readonly OnnxScorer _scorer;
    private readonly Lazy<Table> _reference;

    internal BuiltModel(string version, string export, IReadOnlyList<object> data)
    {
        (Version, Evidence, Data) = (version, export, data);
        Schema = SchemaFile.Read(Directory.GetFiles(export, "*.schema.json", SearchOption.AllDirectories).Single());
        Auc = MetricsFile.Read(Path.Combine(export, "metrics.json")).Metrics.Single(m => m is { Name: "AUC", Slice: null }).Value;
        _scorer = new OnnxScorer(Directory.GetFiles(export, "*.onnx").Single(), threads: 1);
        var rows = Path.Combine(export, "monitoring.parquet");
        _reference = new Lazy<Table>(() => ParquetTable.Read(rows, ParquetTable.ColumnNames(rows)));
    }

    /// <inheritdoc />
    public override string Version { get; }

    /// <inheritdoc />
    public override double Auc { get; }

    /// <inheritdoc />
    public override Table Reference => _reference.Value;

    /// <summary>The folder with its evidence.</summary>
    public string Evidence { get; }

    /// <summary>Its schema.</summary>
    public ModelSchema Schema { get; }

    /// <summary>The items of its data.</summary>
    internal IReadOnlyList<object> Data { get; }

    /// <inheritdoc />
    public override float[] Score(Table customers) => _scorer.Score(customers, Schema);

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        _scorer.Dispose();
        base.Dispose(disposing);
    }
}
