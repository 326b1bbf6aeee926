using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;

namespace Ingot.Training.Tests.Pipelines;

/// <summary>A trainer of a project: one split at the middle of the first feature.</summary>
public class HalvesLearner : ILearner
{
    public virtual string Name => "Halves";

    public IReadOnlyList<ModelTask> Tasks { get; } = [ModelTask.Regression];

    public FeatureStyle Style => FeatureStyle.DenseTrees;

    public bool KeepsMonotone => false;

    public IReadOnlyList<TrainerParameter> Parameters { get; } = [new("Share", 1, 0, 1)];

    public virtual LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var rows = Enumerable.Range(0, input.Training.Labels.Length).ToList();
        var (width, values) = (input.Training.Features.Names.Count, input.Training.Features.Matrix.Values);
        var middle = rows.Select(r => values[r * width]).Order().ElementAt(rows.Count / 2);
        double[] leaves = [rows.Where(r => values[r * width] <= middle).Average(r => input.Training.Labels[r]), rows.Where(r => values[r * width] > middle).Average(r => input.Training.Labels[r])];
        leaves = Array.ConvertAll(leaves, l => l * input.Values["Share"]);
        var (own, held) = (input.Validation.Features.Matrix.Values, input.Validation.Labels);
        double[] scores = [.. held.Select((_, r) => leaves[own[r * width] <= middle ? 0 : 1])];
        var tree = new DecisionTree(0, [new TreeNode(0, middle, null, false, ~0, ~1)], leaves);
        return new LearnerResult(new TreeModel([tree], [0]) { Link = OutputLink.Identity, Outputs = 1 }, scores, 1, "rmse", Math.Sqrt(scores.Zip(held, (s, l) => (s - l) * (s - l)).Average()));
    }
}

/// <summary>Throws.</summary>
public sealed class ThrowsLearner : HalvesLearner
{
    public override string Name => "Throws";

    public override LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation) => throw new InvalidOperationException("no luck today");
}

/// <summary>Gives nothing.</summary>
public sealed class NothingLearner : HalvesLearner
{
    public override string Name => "Nothing";

    public override LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation) => null!;
}

/// <summary>Gives too few scores.</summary>
public sealed class ShortScoresLearner : HalvesLearner
{
    public override string Name => "ShortScores";

    public override LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation) => base.Train(input, progress, cancellation) with { ValidationScores = [1] };
}

/// <summary>Gives a node that is its own child.</summary>
public sealed class CircleLearner : HalvesLearner
{
    public override string Name => "Circle";

    public override LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation) => base.Train(input, progress, cancellation) with
    {
        Model = new TreeModel([new DecisionTree(0, [new TreeNode(0, 1, null, false, ~0, 0)], [1, 2])], [0]) { Link = OutputLink.Identity, Outputs = 1 },
    };
}

/// <summary>Asks for a feature that there is not.</summary>
public sealed class FarFeatureLearner : HalvesLearner
{
    public override string Name => "FarFeature";

    public override LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation) => base.Train(input, progress, cancellation) with
    {
        Model = new TreeModel([new DecisionTree(0, [new TreeNode(99, 1, null, false, ~0, ~1)], [1, 2])], [0]) { Link = OutputLink.Identity, Outputs = 1 },
    };
}

/// <summary>Has the name of another one.</summary>
public sealed class FirstTwinLearner : HalvesLearner
{
    public override string Name => "Twins";
}

/// <summary>Has the name of another one.</summary>
public sealed class SecondTwinLearner : HalvesLearner
{
    public override string Name => "Twins";
}
