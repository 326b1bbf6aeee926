using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Scoring;

namespace Ingot.Simulation.Models;

/// <summary>A model that was built: it answers, and has the evidence that production is compared with.</summary>
public sealed class BuiltModel : IDisposable
{
    private readonly OnnxScorer _scorer;

    internal BuiltModel(string version, string export, IReadOnlyList<object> data)
    {
        (Version, Evidence, Data) = (version, export, data);
        Schema = SchemaFile.Read(Directory.GetFiles(export, "*.schema.json", SearchOption.AllDirectories).Single());
        Auc = MetricsFile.Read(Path.Combine(export, "metrics.json")).Metrics.Single(m => m is { Name: "AUC", Slice: null }).Value;
        _scorer = new OnnxScorer(Directory.GetFiles(export, "*.onnx").Single(), threads: 1);
    }

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>The folder with its evidence.</summary>
    public string Evidence { get; }

    /// <summary>The items of its data.</summary>
    internal IReadOnlyList<object> Data { get; }

    /// <summary>Its schema.</summary>
    public ModelSchema Schema { get; }

    /// <summary>Its AUC on its own reference rows.</summary>
    public double Auc { get; }

    /// <summary>The probability that each customer leaves.</summary>
    public float[] Score(Table customers) => _scorer.Score(customers, Schema);

    /// <inheritdoc />
    public void Dispose() => _scorer.Dispose();
}
