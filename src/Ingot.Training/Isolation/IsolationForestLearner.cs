using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;

namespace Ingot.Training.Isolation;

/// <summary>
/// Finds unusual rows by how few random questions tell them from all others (F. T. Liu, K. M. Ting, Z.-H. Zhou, "Isolation forest", ICDM 2008; "Isolation-based anomaly
/// detection", ACM TKDD 6, 2012). Each tree is grown from a sample of the rows, without labels; a row's score is 2 to the power of less its mean way through the trees by the
/// usual way of a row of such a sample: near 1 what is isolated at once, about 0.5 and less what is like others.
/// </summary>
internal sealed class IsolationForestLearner : ILearner
{
    /// <summary>The parameter that says which share of the training rows is taken for anomalies.</summary>
    public const string Contamination = nameof(Contamination);

    private const string Trees = nameof(Trees);
    private const string SampleSize = nameof(SampleSize);
    private const string MaxFeatures = nameof(MaxFeatures);

    public string Name => TrainerSpec.IsolationForest;

    public IReadOnlyList<ModelTask> Tasks { get; } = [ModelTask.AnomalyDetection];

    public FeatureStyle Style => FeatureStyle.DenseDoubles;

    public bool KeepsMonotone => false;

    public IReadOnlyList<TrainerParameter> Parameters { get; } =
    [
        TrainerParameter.Whole(Trees, 100, 1, 100_000),
        TrainerParameter.Whole(SampleSize, 256, 2),
        new(MaxFeatures, 1, 1e-9, 1),
        new(Contamination, 0.01, 1e-6, 0.5),
    ];

    public LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        var (values, training) = (input.Values, input.Training);
        var usable = training.Weights?.Count(w => w > 0) ?? training.Features.Count;
        var size = Math.Min(values.Whole(SampleSize), usable);
        var trees = Grow(input, values.Whole(Trees), size, progress, cancellation);

        // The sum of the leaves is then less the mean way by the usual one: the logarithm of the score.
        var scale = -1 / (trees.Length * PathLength.Usual(Math.Max(2, size)));
        var model = new TreeModel([.. trees.Select(t => t with { Leaves = Array.ConvertAll(t.Leaves, l => l * scale) })], [0.0])
        {
            Link = OutputLink.PowerOfTwo,
            Outputs = 1,
        };
        progress.Report($"looking for the threshold of {DiagnosticText.Count(training.Features.Count, "row")}");
        var scores = Scores(model, training.Features, input.Threads, cancellation);
        var said = Array.ConvertAll(model.Predict(scores), s => (float)s);
        var threshold = AnomalyCut.Of(said, training.Weights, values[Contamination]);
        model = model with { Threshold = threshold };

        var held = Scores(model, input.Validation.Features, input.Threads, cancellation);
        var rate = AnomalyCut.Share(Array.ConvertAll(model.Predict(held), s => (float)s), input.Validation.Weights, threshold);
        return new LearnerResult(model, held, trees.Length, "share of anomalies", rate)
        {
            Anomalies = new AnomalyReport(values[Contamination], threshold, AnomalyCut.Share(said, training.Weights, threshold), size),
        };
    }

    private static DecisionTree[] Grow(LearnerInput input, int count, int size, IStageProgress progress, CancellationToken cancellation)
    {
        progress.Report($"growing {DiagnosticText.Count(count, "tree")} from {DiagnosticText.Count(size, "row")} each");
        var features = input.Training.Features;
        var randoms = Enumerable.Range(0, count).Select(tree => new RandomNumbers(input.Seed, tree)).ToArray();
        var samples = Array.ConvertAll(randoms, random => input.Training.Weights is { } weights ? random.Some(weights, size) : random.Some(features.Count, size));
        var places = samples.SelectMany(s => s).Distinct().Order().ToArray();
        var read = new Dictionary<int, double[]>(places.Length);
        var width = features.Names.Count;
        features.Read(places, (start, rows, values) =>
        {
            cancellation.ThrowIfCancellationRequested();
            for (var row = 0; row < rows; row++)
            {
                read[places[start + row]] = values[(row * width)..((row + 1) * width)];
            }
        });

        var asked = Math.Max(1, (int)Math.Round(input.Values[MaxFeatures] * width, MidpointRounding.AwayFromZero));
        var trees = new DecisionTree[count];
        Parallel.For(0, count, Options(input.Threads, cancellation), tree =>
            trees[tree] = new IsolationTree(Array.ConvertAll(samples[tree], p => read[p]), randoms[tree].Some(width, asked), randoms[tree]).Grow());
        return trees;
    }

    private static double[] Scores(TreeModel model, IFeatureRows features, int threads, CancellationToken cancellation)
    {
        var trees = model.Trees.Select(t => (Nodes: t.Nodes.ToArray(), t.Leaves)).ToArray();
        var width = features.Names.Count;
        var scores = new double[features.Count];
        features.Read(null, (start, rows, values) => Parallel.For(0, rows, Options(threads, cancellation), row =>
        {
            // Trees are always summed in the same order: the sum does not depend on the number of threads.
            var at = row * width;
            var sum = 0.0;
            foreach (var (nodes, leaves) in trees)
            {
                var node = nodes.Length > 0 ? 0 : ~0;
                while (node >= 0)
                {
                    node = values[at + nodes[node].Feature] <= nodes[node].Threshold ? nodes[node].Left : nodes[node].Right;
                }

                sum += leaves[~node];
            }

            scores[start + row] = sum;
        }));
        return scores;
    }

    private static ParallelOptions Options(int threads, CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation };
}
