using Ingot.Core.Metrics;
using Ingot.Onnx.Learned;

namespace Ingot.Training.Trials;

/// <summary>What is known of a model without asking it anything: how big it is. Nothing of it depends on the machine.</summary>
public static class ModelMeasures
{
    /// <summary>The bytes of the ONNX file, as the metric of that name; before thresholds, calibrations and intervals are put into it.</summary>
    public const string Size = "Size";

    /// <summary>How many decision trees there are; 0 where it has none. Every class has its own.</summary>
    public const string Trees = "Trees";

    /// <summary>How many nodes all trees have, leaves among them; 0 where it has none.</summary>
    public const string Nodes = "Nodes";

    /// <summary>All of them, with what they are measured in.</summary>
    public static IReadOnlyList<(string Name, MetricUnit Unit)> All { get; } = [(Size, MetricUnit.Bytes), (Trees, MetricUnit.None), (Nodes, MetricUnit.None)];

    /// <summary>Whether it is one of them.</summary>
    /// <param name="name">Its name.</param>
    public static bool Has(string name) => All.Any(m => m.Name == name);

    /// <summary>Measures.</summary>
    /// <param name="name">Which one.</param>
    /// <param name="fitting">Has made the model.</param>
    /// <param name="fitted">The model.</param>
    internal static double Of(string name, ModelFitting fitting, FittedModel fitted)
    {
        var trees = fitted.Result.Model is TreeModel model ? model.Trees : [];
        return name switch
        {
            Size => fitting.ToOnnx(fitted).Length,
            Trees => trees.Count,
            _ => trees.Sum(t => (double)t.Nodes.Count + t.Leaves.Length),
        };
    }
}
