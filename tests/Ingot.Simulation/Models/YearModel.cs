using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Simulation.Models;

/// <summary>A model of a simulated year.</summary>
public abstract class YearModel : IDisposable
{
    /// <summary>The classes in the order of a model's outputs.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["No", "Yes"];

    /// <summary>Its version.</summary>
    public abstract string Version { get; }

    /// <summary>Its AUC on its own reference rows.</summary>
    public abstract double Auc { get; }

    /// <summary>Its reference rows, which production is compared with.</summary>
    public abstract Table Reference { get; }

    /// <summary>The probability that each customer leaves.</summary>
    public abstract float[] Score(Table customers);

    /// <summary>Answers and labels.</summary>
    /// <param name="scores">The probability of each row.</param>
    /// <param name="left">Whether each customer left; null: not known.</param>
    public static PredictionSet Predictions(float[] scores, bool?[] left) => new()
    {
        Task = ModelTask.BinaryClassification,
        Classes = Classes,
        Rows = scores.Length,
        RowNumbers = [.. Enumerable.Range(0, scores.Length).Select(r => (long)r)],
        LabelCodes = Array.ConvertAll(left, l => l is { } known ? known ? 1 : 0 : -1),
        Scores = scores,
    };

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what it holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
