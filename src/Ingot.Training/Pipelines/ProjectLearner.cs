using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;

namespace Ingot.Training.Pipelines;

/// <summary>A learner of the project's own: what it throws, and what it gives that is no model, is told as such.</summary>
/// <param name="own">The learner.</param>
internal sealed class ProjectLearner(ILearner own) : ILearner
{
    public string Name => own.Name;

    public IReadOnlyList<ModelTask> Tasks => own.Tasks;

    public FeatureStyle Style => own.Style;

    public bool KeepsMonotone => own.KeepsMonotone;

    public IReadOnlyList<TrainerParameter> Parameters => own.Parameters;

    public IReadOnlyList<string> Words(ModelTask task) => own.Words(task);

    public bool StopsEarly(TrainerSpec trainer, int rows) => own.StopsEarly(trainer, rows);

    public LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        LearnerResult? result;
        try
        {
            result = own.Train(input, progress, cancellation);
        }
#pragma warning disable CA1031 // Whatever somebody's code throws is told at the line of the project that asks for it.
        catch (Exception e) when (e is not (IngotException or OperationCanceledException))
#pragma warning restore CA1031
        {
            throw new IngotException(TrainDiagnostics.LearnerFailed.At(
                input.Trainer.Location, $"The trainer {Name} threw {e.GetType().Name}: {e.Message.TrimEnd('.')}{(e.StackTrace?.Split('\n')[0].Trim() is { Length: > 0 } at ? $" ({at})" : string.Empty)}. Correct it, its parameters or the data."), e);
        }

        return What(result, input) is { } wrong
            ? throw new IngotException(TrainDiagnostics.LearnerFailed.At(input.Trainer.Location, $"The trainer {Name} gave no model: {wrong}. Correct it."))
            : result!;
    }

    /// <summary>What is wrong with a result; null: nothing that can be seen without asking it.</summary>
    private static string? What(LearnerResult? result, LearnerInput input)
    {
        if (result?.Model is not { } model || result.ValidationScores is null)
        {
            return "expected a model, and its scores of the validation rows";
        }

        var (outputs, width) = (input.Task == ModelTask.MulticlassClassification ? input.Classes : 1, input.Training.Features.Names.Count);
        if (model.Outputs != outputs || result.ValidationScores.Length != (long)outputs * input.Validation.Labels.Length)
        {
            return FormattableString.Invariant($"it has {model.Outputs} outputs and {result.ValidationScores.Length} validation scores; expected {outputs} and {(long)outputs * input.Validation.Labels.Length}");
        }

        return model switch
        {
            TreeModel trees when trees.BaseScores.Length != outputs => FormattableString.Invariant($"{trees.BaseScores.Length} base scores; expected {outputs}"),
            TreeModel trees => trees.Trees.Select(t => What(t, outputs, width)).FirstOrDefault(w => w is not null),
            LinearModel linear when linear.Weights.Length != outputs || linear.Bias.Length != outputs || linear.Weights.Any(w => w.Length != width) =>
                FormattableString.Invariant($"its weights are not {outputs} times {width}, with as many biases as outputs"),
            LinearModel => null,
            _ => $"a model of type {model.GetType().Name}; expected TreeModel or LinearModel",
        };
    }

    private static string? What(DecisionTree tree, int outputs, int width)
    {
        if (tree.Output < 0 || tree.Output >= outputs || tree.Leaves.Length != tree.Nodes.Count + 1 || (tree.LeafCovers is { } covers && covers.Length != tree.Leaves.Length))
        {
            return "a tree has not one more leaf than nodes, or is of an output that does not exist";
        }

        // Each node but the root, and each leaf, has one parent: then it is a tree, if it is all reached from the root.
        var seen = new HashSet<int>();
        var open = new Stack<int>(tree.Nodes.Count > 0 ? [0] : []);
        while (open.TryPop(out var at))
        {
            if (tree.Nodes[at].Feature < 0 || tree.Nodes[at].Feature >= width)
            {
                return FormattableString.Invariant($"a node asks for feature {tree.Nodes[at].Feature}; there are {width}");
            }

            foreach (var child in (int[])[tree.Nodes[at].Left, tree.Nodes[at].Right])
            {
                if (child == 0 || child >= tree.Nodes.Count || ~child >= tree.Leaves.Length || !seen.Add(child))
                {
                    return "a tree's nodes are no tree: a child does not exist, or has two parents";
                }

                if (child > 0)
                {
                    open.Push(child);
                }
            }
        }

        return null;
    }
}
