using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Training;

namespace Ingot.FaultyTrainer;

/// <summary>A trainer of a project's own that may do what no trainer should.</summary>
public sealed class FaultyLearner : ILearner
{
    public string Name => "Faulty";

    public IReadOnlyList<ModelTask> Tasks { get; } = [ModelTask.BinaryClassification];

    public FeatureStyle Style => FeatureStyle.DenseTrees;

    public bool KeepsMonotone => false;

    public IReadOnlyList<TrainerParameter> Parameters { get; } = [new("Split", 50, 0, 100)];

    /// <inheritdoc/>
    public IReadOnlyList<string> Words(ModelTask task) => ["Fault"];

    /// <inheritdoc/>
    public LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        switch (input.Trainer.Parameters.GetValueOrDefault("Fault"))
        {
            case "Hang":
                Thread.Sleep(Timeout.Infinite);
                break;
            case "Die":
                // As the system ends a process when there is no memory left.
                using (var own = System.Diagnostics.Process.GetCurrentProcess())
                {
                    own.Kill();
                    Thread.Sleep(Timeout.Infinite);
                }

                break;
            case "Memory":
                // The runtime has no array of that size, and says so as it says that memory is short.
                GC.KeepAlive(new byte[int.MaxValue]);
                break;
            case "Throw":
                throw new InvalidOperationException("no luck today");
        }

        var split = input.Values["Split"];
        var (width, values) = (input.Validation.Features.Names.Count, input.Validation.Features.Matrix.Values);
        double[] scores = [.. input.Validation.Labels.Select((_, r) => values[r * width] <= split ? -1.0 : 1.0)];
        var tree = new DecisionTree(0, [new TreeNode(0, split, null, false, ~0, ~1)], [-1, 1]);
        return new LearnerResult(new TreeModel([tree], [0]) { Link = OutputLink.Sigmoid, Outputs = 1 }, scores, 1, "logloss", 0.5);
    }
}
