using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Onnx.Learned;

namespace Ingot.Training.MLNet;

/// <summary>
/// Several classes by a learner of two: one model a class, each of it against all others (R. Rifkin, A. Klautau, "In defense of one-vs-all
/// classification", JMLR 5, 2004). The probabilities of a row are the models' own, divided by their sum.
/// </summary>
internal static class OneVersusAll
{
    private const string Metric = "multi_logloss";

    /// <summary>Trains the models and joins them.</summary>
    /// <param name="input">Of several classes.</param>
    /// <param name="binary">Learns one class; its model is one of trees with a sigmoid, or of shares.</param>
    /// <param name="progress">Told which class it is.</param>
    public static LearnerResult Train(LearnerInput input, Func<LearnerInput, LearnerResult> binary, IStageProgress progress)
    {
        var rows = input.Validation.Labels.Length;
        var (trees, bases, scores) = (new List<DecisionTree>(), new double[input.Classes], new double[rows * input.Classes]);
        var (rounds, link) = (new int[input.Classes], OutputLink.OneVersusAll);
        for (var c = 0; c < input.Classes; c++)
        {
            progress.Report(FormattableString.Invariant($"class {c + 1} of {input.Classes} against the others"), (double)c / input.Classes);
            var learned = binary(input with
            {
                Task = ModelTask.BinaryClassification,
                Classes = 2,
                Training = Against(input.Training, c),
                Validation = Against(input.Validation, c),
                Rounds = input.Rounds is { } given ? [given[c]] : null,
            });
            var model = (TreeModel)learned.Model;

            // Slope and offset of each go into its leaves: the joint model has none.
            var (slope, offset) = (model.LinkSlope, model.LinkOffset);
            trees.AddRange(model.Trees.Select(t => t with { Output = c, Leaves = Array.ConvertAll(t.Leaves, l => slope * l) }));
            bases[c] = (slope * model.BaseScores[0]) + offset;
            for (var row = 0; row < rows; row++)
            {
                scores[(row * input.Classes) + c] = (slope * learned.ValidationScores[row]) + offset;
            }

            link = model.Link == OutputLink.Share ? OutputLink.Share : OutputLink.OneVersusAll;
            rounds[c] = learned.Iterations;
        }

        var joint = new TreeModel(trees, bases) { Link = link, Outputs = input.Classes };
        return new LearnerResult(joint, scores, rounds.Max(), Metric, ValidationLoss.Of(joint.Link, joint.Predict(scores), input.Validation)) { Rounds = rounds };
    }

    private static LabelledRows Against(LabelledRows rows, int c) => rows with { Labels = Array.ConvertAll(rows.Labels, l => l == c ? 1f : 0f) };
}
