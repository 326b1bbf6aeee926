using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;

namespace Ingot.Training.Clustering;

/// <summary>Finds rows that are alike: <see cref="KMeans"/> of their features. Where the project leaves the number of clusters open, the one with the greatest mean silhouette is taken.</summary>
internal sealed class KMeansLearner : ILearner
{
    private const string Inits = nameof(Inits);
    private const string MaxIterations = nameof(MaxIterations);
    private const string Tolerance = nameof(Tolerance);

    // A silhouette is computed of each pair of rows, for each number of clusters that is tried.
    private const int MostTried = 5000;

    // 1 GB of doubles.
    private const int MostValues = 1 << 27;

    public string Name => TrainerSpec.KMeans;

    public IReadOnlyList<ModelTask> Tasks { get; } = [ModelTask.Clustering];

    public FeatureStyle Style => FeatureStyle.Linear;

    public bool KeepsMonotone => false;

    public IReadOnlyList<TrainerParameter> Parameters { get; } =
    [
        TrainerParameter.Whole(Inits, 10, 1, 1000),
        TrainerParameter.Whole(MaxIterations, 300, 1, 100_000),
        new(Tolerance, 1e-4, 0, 1),
    ];

    public IReadOnlyList<string> Words(ModelTask task) => [ClusterRange.Parameter];

    public LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        var range = ClusterRange.Of(input.Trainer);
        var (points, weights, places) = Read(input, progress);
        var width = input.Training.Features.Names.Count;
        var values = input.Values;
        var settings = new KMeansSettings(values.Whole(Inits), values.Whole(MaxIterations), values[Tolerance], input.Seed, input.Threads, cancellation);
        var most = Different(points, width, range.Most);
        Require(input.Trainer, range, most, weights.Length);

        // The final model has as many as were chosen on the rows that are learned from first.
        List<TriedClusters> tried = [];
        var clusters = input.Rounds is [var known] ? Math.Min(known, most) : range.Least;
        if (input.Rounds is null && range.IsOpen)
        {
            tried = Try(range with { Most = Math.Min(range.Most, most) }, points, weights, width, settings, progress);
            clusters = tried.Aggregate((best, next) => next.Silhouette > best.Silhouette || double.IsNaN(best.Silhouette) ? next : best).Clusters;
        }

        progress.Report($"looking for {clusters} clusters of {DiagnosticText.Count(weights.Length, "row")}");
        var found = Ordered(new KMeans(points, weights, width, settings).Divide(clusters), weights, width);
        var model = new ClusterModel([.. Enumerable.Range(0, clusters).Select(c => found.Centres[(c * width)..((c + 1) * width)])]) { Link = OutputLink.Identity, Outputs = 1 };
        var held = Distances(model, input.Validation.Features);
        var total = weights.Sum();
        return new LearnerResult(model, held, found.Iterations, "mean squared distance", MeanSquare(held, input.Validation))
        {
            Rounds = [clusters],
            Clusters = new ClusterReport(
                clusters,
                tried.Count > 0 ? FormattableString.Invariant($"greatest silhouette of {Math.Min(MostTried, weights.Length):N0} rows") : "project",
                tried,
                found.Inertia / total,
                places,
                [.. Enumerable.Range(0, clusters).Select(c => found.Clusters.Select((of, i) => of == c ? weights[i] : 0).Sum() / total)]),
        };
    }

    private static (double[] Points, double[] Weights, int Rows) Read(LearnerInput input, IStageProgress progress)
    {
        var (training, width) = (input.Training, Math.Max(1, input.Training.Features.Names.Count));
        int[] places = [.. Enumerable.Range(0, training.Features.Count).Where(i => training.Weight(i) > 0)];
        if ((long)places.Length * width > MostValues)
        {
            var some = MostValues / width;
            progress.Report($"{places.Length:N0} rows of {width:N0} features are more than are held in memory: the clusters are those of {some:N0} rows, drawn with the seed {input.Seed}");
            places = Array.ConvertAll(RowSample.Of(places.Length, some, input.Seed), i => places[i]);
        }

        var points = new double[places.Length * width];
        training.Features.Read(places, (start, rows, read) => read.AsSpan(0, rows * width).CopyTo(points.AsSpan(start * width)));
        return (points, Array.ConvertAll(places, training.Weight), places.Length);
    }

    private static void Require(TrainerSpec trainer, ClusterRange range, int different, int rows)
    {
        if (different < range.Least)
        {
            throw new IngotException(TrainDiagnostics.TooFewRowsForClusters.At(
                trainer.Location,
                $"{DiagnosticText.Count(range.Least, "cluster")} cannot be made of {DiagnosticText.Count(rows, "row")} that {DiagnosticText.Agree(rows, "is", "are")} learned from, of which {different:N0} {DiagnosticText.Agree(different, "is", "are")} different as the trainer sees them (rows of weight 0 are not learned from). Set {ClusterRange.Parameter} to {(different >= 2 ? FormattableString.Invariant($"{different} or less") : "less than there are different rows")}, add rows, or look whether the features have different values (their roles and types in the schema)."));
        }
    }

    private static List<TriedClusters> Try(ClusterRange range, double[] points, double[] weights, int width, KMeansSettings settings, IStageProgress progress)
    {
        var sample = RowSample.Of(weights.Length, MostTried, settings.Seed);
        var some = new ClusteredPoints(points, width, new int[weights.Length], weights).Take(sample);
        var most = Math.Min(range.Most, Different(some.Values, width, range.Most));
        var kmeans = new KMeans(some.Values, some.Weights, width, settings);
        var tried = new List<TriedClusters>();
        for (var clusters = Math.Min(range.Least, most); clusters <= most; clusters++)
        {
            progress.Report(FormattableString.Invariant($"trying {clusters} clusters"), (double)(clusters - range.Least) / (most - range.Least + 1));
            var found = kmeans.Divide(clusters);
            var silhouettes = Silhouettes.Of(some with { Clusters = found.Clusters }, settings.Threads, settings.Cancellation);
            tried.Add(new TriedClusters(clusters, silhouettes.Index.Value, found.Inertia / some.Weights.Sum()));
        }

        return tried;
    }

    // The number 0 is the greatest cluster; of clusters of one size that whose centre comes first.
    private static Division Ordered(Division found, double[] weights, int width)
    {
        var count = found.Centres.Length / width;
        var sizes = new double[count];
        for (var i = 0; i < weights.Length; i++)
        {
            sizes[found.Clusters[i]] += weights[i];
        }

        int[] order = [.. Enumerable.Range(0, count)];
        Array.Sort(order, (a, b) => sizes[a] != sizes[b] ? sizes[b].CompareTo(sizes[a])
            : found.Centres.AsSpan(a * width, width).SequenceCompareTo(found.Centres.AsSpan(b * width, width)));
        var place = new int[count];
        for (var c = 0; c < count; c++)
        {
            place[order[c]] = c;
        }

        return found with
        {
            Centres = [.. order.SelectMany(c => found.Centres[(c * width)..((c + 1) * width)])],
            Clusters = Array.ConvertAll(found.Clusters, c => place[c]),
        };
    }

    /// <summary>How many rows are different, or <paramref name="enough"/> when there are as many.</summary>
    private static int Different(double[] points, int width, int enough)
    {
        var known = new List<int>();
        var byHash = new Dictionary<int, List<int>>();
        for (var at = 0; at < points.Length && known.Count < enough; at += width)
        {
            var row = points.AsSpan(at, width);
            var hash = new HashCode();
            foreach (var value in row)
            {
                hash.Add(value);
            }

            if (!byHash.TryGetValue(hash.ToHashCode(), out var same))
            {
                byHash[hash.ToHashCode()] = same = [];
            }

            var isNew = true;
            foreach (var other in same)
            {
                isNew &= !row.SequenceEqual(points.AsSpan(other, width));
            }

            if (isNew)
            {
                same.Add(at);
                known.Add(at);
            }
        }

        return known.Count;
    }

    private static double[] Distances(ClusterModel model, IFeatureRows features)
    {
        var (distances, width) = (new double[features.Count], features.Names.Count);
        features.Read(null, (start, rows, values) =>
        {
            for (var row = 0; row < rows; row++)
            {
                distances[start + row] = model.Nearest(values.AsSpan(row * width, width)).Distance;
            }
        });
        return distances;
    }

    private static double MeanSquare(double[] distances, LabelledRows rows)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < distances.Length; i++)
        {
            (sum, total) = (sum + (rows.Weight(i) * distances[i] * distances[i]), total + rows.Weight(i));
        }

        return sum / total;
    }
}
