using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Scoring;
using Ingot.Training.Clustering;

namespace Ingot.Training.Tests.Clustering;

/// <summary>Clusters by k-means.</summary>
public class KMeansTests
{
    [Theory]
    [InlineData("2", 12.81834)]
    [InlineData("4", 10.17304)]
    [InlineData("6", 8.59172)]
    [InlineData("8", 7.55408)]
    public void It_finds_clusters_as_near_as_those_of_scikit_learn(string clusters, double inertia)
    {
        // sklearn 1.2.1, StandardScaler and KMeans(k, n_init=10, random_state=0..4) on the same rows: inertia_ / rows of the best of five.
        using var model = TrainingCase.With(ModelTask.Clustering, [.. Letters("train.csv").Table.Columns]);

        var report = model.Train("KMeans", 2, parameters: ("Clusters", clusters)).Clusters!;

        Assert.InRange(report.Inertia / inertia, 0.999, 1.003);
        Assert.Equal(("project", 3682), (report.Chosen, report.Rows));
    }

    [Fact]
    public void Rows_that_it_did_not_learn_from_are_measured_as_scikit_learn_measures_them()
    {
        // Of the same rows by sklearn's KMeans(4, n_init=10, random_state=0), labels_ and predict: sizes 1363, 1142, 908 and 269 of 3,682; on the reference rows silhouette_score,
        // davies_bouldin_score, calinski_harabasz_score, adjusted_rand_score, normalized_mutual_info_score. Another beginning ends a little elsewhere.
        var (reference, letters) = Letters("reference.csv");
        using var model = TrainingCase.With(ModelTask.Clustering, [.. Letters("train.csv").Table.Columns]);

        var report = model.Train("KMeans", 2, parameters: ("Clusters", "4")).Clusters!;

        Assert.Equal([0.370, 0.310, 0.247, 0.073], report.Shares, (a, b) => Math.Abs(a - b) < 0.01);
        var measured = Measure(model, reference, letters);
        Assert.Equal(920, reference.Rows);
        Assert.Equal(0.17654, measured["Silhouette"], 0.003);
        Assert.Equal(1.71877, measured["DaviesBouldin"], 0.02);
        Assert.Equal(176.338, measured["CalinskiHarabasz"], 1.0);
        Assert.Equal(0.16164, measured["AdjustedRandIndex"], 0.01);
        Assert.Equal(0.25675, measured["NormalizedMutualInformation"], 0.01);
    }

    [Fact]
    public void The_graph_says_what_the_learner_says_of_rows_with_missing_and_unseen_values_and_doubles()
    {
        const int rows = 20_000;
        using var model = Case(2000, 3);
        using var other = Case(rows, 4, unseen: true);
        var spec = model.Spec("KMeans", ("Clusters", "5"));
        var learner = new KMeansLearner();
        var schema = model.Schema;
        var plan = FeaturePlan.Fit(model.Table, schema, [], learner.Style);
        LabelledRows Rows(Table table) => new(new FeatureRows(plan, table, [.. Enumerable.Range(0, table.Rows)], 2, default), new float[table.Rows], null);
        var result = learner.Train(
            new LearnerInput
            {
                Trainer = spec.Trainer, Values = TrainerValues.Read(spec.Trainer, learner.Parameters, 2000), Task = schema.Task, Classes = 0,
                Training = Rows(model.Table), Validation = Rows(other.Table), Seed = 1, Threads = 2,
            },
            model.Progress,
            CancellationToken.None);

        var onnx = OnnxModelWriter.ToBytes(schema, plan, result.Model, 0.5, "Clusters");
        using var scorer = new ClusterScorer(onnx, "Clusters", 2);
        var said = scorer.Score(other.Table, schema, null, 1);
        float Said(int row, int column) => said.Scores[(row * ClusterColumns.Count) + column];

        Assert.Equal(5, said.Clusters);
        Assert.InRange(ParityCheck.Run(spec.Trainer, result, [.. Enumerable.Range(0, rows)], [.. Enumerable.Range(0, rows).Select(r => Said(r, ClusterColumns.Distance))], model.Diagnostics), 0, 1e-6);
        var centres = (ClusterModel)result.Model;
        for (var row = 0; row < rows; row++)
        {
            Assert.Equal(centres.Nearest(said.Points.Of(row)).Cluster, (int)Said(row, ClusterColumns.Cluster));
        }

        Assert.Equal(5, said.Points.Clusters.Distinct().Count());
        Assert.Equal(ClusterScorer.MostSilhouettes, Enumerable.Range(0, rows).Count(r => float.IsFinite(Said(r, ClusterColumns.Silhouette))));
    }

    [Fact]
    public void Of_centres_that_are_equally_near_the_first_is_taken()
    {
        var model = new ClusterModel([[0.1, 0], [0.3, 0], [5, 5]]) { Link = OutputLink.Identity, Outputs = 1 };
        var schema = new ModelSchema
        {
            Task = ModelTask.Clustering,
            Columns = [.. new[] { "x", "y" }.Select(n => new SchemaColumn { Name = n, Type = ColumnType.Number, Role = ColumnRole.Feature, Precision = NumberPrecision.Float64 })],
        };
        var rows = new Table([new NumberColumn("x", [0.2, 0.2 + 1e-5, 0.2, 4]), new NumberColumn("y", [0, 0, 7, double.NaN])]);
        var plan = FeaturePlan.Fit(rows, schema, [], FeatureStyle.DenseDoubles);

        using var scorer = new ClusterScorer(OnnxModelWriter.ToBytes(schema, plan, model, 0.5, "Ties"), "Ties", 1);
        var said = scorer.Score(rows, schema, null, 1);

        Assert.Equal([0, 1, 2, 1], said.Points.Clusters);
        Assert.Equal((0, 0.1), (model.Nearest([0.2, 0]).Cluster, Math.Round(model.Nearest([0.2, 0]).Distance, 12)));
        Assert.Equal(0.1f, said.Scores[ClusterColumns.Distance], 1e-6f);
    }

    [Fact]
    public void The_bytes_do_not_depend_on_threads_and_clusters_are_numbered_by_their_size()
    {
        using var one = Case(3000, 5);
        using var four = Case(3000, 5);
        var report = one.Train("KMeans", 1, parameters: [("Clusters", "2..6"), ("Inits", "3")]);
        _ = four.Train("KMeans", 4, parameters: [("Clusters", "2..6"), ("Inits", "3")]);

        Assert.Equal(one.Hash, four.Hash);
        Assert.Equal("mean squared distance", report.ValidationMetric);
        Assert.Equal([2, 3, 4, 5, 6], report.Clusters!.Tried.Select(t => t.Clusters));
        Assert.Equal(report.Clusters.Tried.MaxBy(t => t.Silhouette)!.Clusters, report.Clusters.Clusters);
        Assert.Equal("greatest silhouette of 2,700 rows", report.Clusters.Chosen);
        Assert.Equal(report.Clusters.Shares.OrderDescending(), report.Clusters.Shares);
        Assert.Equal(1, report.Clusters.Shares.Sum(), 1e-12);
        Assert.Equal(3000, report.Clusters.Rows);
        Assert.True(report.Refit!.Done);
        Assert.Empty(one.Diagnostics.Items);
    }

    [Fact]
    public void As_many_clusters_are_chosen_as_lie_apart()
    {
        var random = new Random(2);
        var x = Enumerable.Range(0, 900).Select(i => (i % 3 * 10) + random.NextDouble()).ToArray();
        var y = Enumerable.Range(0, 900).Select(i => (i % 3 == 1 ? 12 : 0) + random.NextDouble()).ToArray();
        using var model = TrainingCase.With(ModelTask.Clustering, new NumberColumn("x", x), new NumberColumn("y", y));

        var report = model.Train("KMeans");

        Assert.Equal((3, 9), (report.Clusters!.Clusters, report.Clusters.Tried.Count));
        Assert.True(report.Clusters.Tried[1].Silhouette > 0.8);
        Assert.Equal([300, 300, 300], report.Clusters.Shares.Select(s => s * 900), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Rows_of_weight_0_are_not_learned_from_and_a_weight_is_as_many_rows()
    {
        double[] x = [0, 1, 10, 11, 500, 510], weights = [1, 3, 1, 1, 0, 0];
        var points = new KMeans([.. x[..4]], [.. weights[..4]], 1, Settings()).Divide(2);
        Assert.Equal([0.75, 10.5], points.Centres.Order());
        Assert.Equal(0.75 + 0.5, points.Inertia, 1e-12);

        var twice = new KMeans([0, 1, 1, 1, 10, 11], [1, 1, 1, 1, 1, 1], 1, Settings()).Divide(2);
        Assert.Equal([0.75, 10.5], twice.Centres.Order());

        using var model = TrainingCase.With(
            ModelTask.Clustering,
            new NumberColumn("x", [.. Enumerable.Range(0, 600).Select(i => x[i % 6])]), new NumberColumn("weight", [.. Enumerable.Range(0, 600).Select(i => weights[i % 6])]));
        var report = model.Train("KMeans", parameters: ("Clusters", "2"));
        Assert.Equal(400, report.Clusters!.Rows);
        Assert.Equal([4 / 6.0, 2 / 6.0], report.Clusters.Shares, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void A_cluster_that_loses_its_points_gets_the_farthest_one()
    {
        // Two of the three centres begin at points that are all one: whatever is drawn, three clusters come out.
        for (var seed = 0; seed < 20; seed++)
        {
            var settings = Settings() with { Seed = seed, Inits = 1 };
            var found = new KMeans([0, 0, 0, 0, 0, 5, 9], [1, 1, 1, 1, 1, 1, 1], 1, settings).Divide(3);
            Assert.Equal([0, 5, 9], found.Centres.Order());
            Assert.Equal(0, found.Inertia);
        }
    }

    [Theory]
    [InlineData("4", 3, "4 clusters cannot be made of 301 rows that are learned from, of which 3 are different as the trainer sees them (rows of weight 0 are not learned from). Set Clusters to 3 or less, add rows, or look")]
    [InlineData("2..10", 1, "2 clusters cannot be made of 301 rows that are learned from, of which 1 is different as the trainer sees them (rows of weight 0 are not learned from). Set Clusters to less than there are different rows, add rows")]
    public void Fewer_different_rows_than_clusters_are_an_error(string clusters, int different, string expected)
    {
        using var model = TrainingCase.With(ModelTask.Clustering, new NumberColumn("x", [.. Enumerable.Range(0, 334).Select(i => (double)(i % different))]), new NumberColumn("y", [.. Enumerable.Repeat(1.0, 334)]));
        var error = Assert.Throws<IngotException>(() => model.Train("KMeans", parameters: ("Clusters", clusters))).Diagnostic;

        Assert.Equal("INGOT2092", error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_ends_where_the_different_rows_do()
    {
        using var model = TrainingCase.With(ModelTask.Clustering, new NumberColumn("x", [.. Enumerable.Range(0, 400).Select(i => (double)(i % 4 * (i % 4)))]));

        var report = model.Train("KMeans", parameters: ("Clusters", "2..10"));

        Assert.Equal([2, 3, 4], report.Clusters!.Tried.Select(t => t.Clusters));
        Assert.Equal((4, 0.0), (report.Clusters.Clusters, Math.Round(report.Clusters.Inertia, 12)));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("5..3")]
    [InlineData("2..")]
    [InlineData("two")]
    [InlineData("2..3..4")]
    [InlineData("-2")]
    [InlineData("1001")]
    public void Clusters_that_are_no_number_and_no_range_are_refused(string text)
    {
        using var model = Case(100, 1);
        var error = Assert.Throws<IngotException>(() => model.Train("KMeans", parameters: ("Clusters", text))).Diagnostic;

        Assert.Equal("INGOT2001", error.Code);
        Assert.Contains($"Clusters=\"{text}\" of the trainer KMeans cannot be used; expected a whole number from 2 to 1000, or a range of these to choose from, such as 2..10. The default is 2..10.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_the_trainer_of_a_project_that_names_none_and_says_what_it_found()
    {
        using var model = Case(500, 1);
        var said = new List<string>();
        model.Progress = new Listener(said);
        var spec = model.Spec("LightGbm", []) with { Trainer = new("LightGbm", new Dictionary<string, string>(), default) { IsImplied = true } };

        var report = ModelTrainer.Run(spec, model.Schema, model.Table, model.Path, 1, model.Diagnostics, model.Progress, CancellationToken.None).Report;

        Assert.Equal("KMeans", report.Trainer);
        Assert.Contains("the trainer is KMeans, since the task is Clustering and the project names no other", said);
        Assert.Contains(said, s => s.StartsWith(FormattableString.Invariant($"{report.Clusters!.Clusters} clusters (Clusters: 2..10, the default; greatest silhouette of 450 rows: 2 0."), StringComparison.Ordinal));
    }

    private static KMeansSettings Settings() => new(5, 100, 1e-4, 1, 1, CancellationToken.None);

    private static Dictionary<string, double> Measure(TrainingCase model, Table reference, string[] letters)
    {
        using var scorer = new ClusterScorer(File.ReadAllBytes(model.Path), model.Path, 2);
        var said = scorer.Score(reference, model.Schema, null, 1);
        string[] classes = [.. letters.Distinct().Order(StringComparer.Ordinal)];
        var predictions = new PredictionSet
        {
            Task = ModelTask.Clustering, Rows = reference.Rows, RowNumbers = [.. Enumerable.Range(0, reference.Rows).Select(r => (long)r)], Scores = said.Scores, Clusters = said.Clusters,
            Classes = classes, LabelCodes = Array.ConvertAll(letters, l => Array.IndexOf(classes, l)),
        };
        return MetricEvaluator.Evaluate(predictions, 0.5, 1).ToDictionary(m => m.Name, m => m.Value);
    }

    /// <summary>A number with missing values, one of 64 bits, a category with missing and perhaps unseen ones.</summary>
    private static TrainingCase Case(int rows, int seed, bool unseen = false)
    {
        var random = new Random(seed);
        var (usage, big, plan) = (new double[rows], new double[rows], new int[rows]);
        for (var i = 0; i < rows; i++)
        {
            var kind = random.Next(4);
            usage[i] = random.NextDouble() < 0.1 ? double.NaN : (kind * 3) + random.NextDouble();
            big[i] = 1e9 + (kind % 2 * 100) + random.NextDouble();
            plan[i] = random.Next(-1, unseen ? 5 : 3);
        }

        return TrainingCase.Wide(
            ModelTask.Clustering, new NumberColumn("usage", usage), new NumberColumn("big", big), new StringColumn("plan", plan, ["a", "b", "ü", "new", "other"]));
    }

    private static (Table Table, string[] Letters) Letters(string file)
    {
        var cells = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "letter", file)).Skip(1).Select(l => l.Replace("\"", string.Empty, StringComparison.Ordinal).Split(','))
            .Where(c => c[0] is "A" or "I" or "L" or "M" or "O" or "W").ToList();
        return (
            new Table([.. Enumerable.Range(0, 16).Select(c => new NumberColumn($"x{c}", [.. cells.Select(v => double.Parse(v[c + 1], CultureInfo.InvariantCulture))]))]),
            [.. cells.Select(c => c[0])]);
    }

    private sealed class Listener(List<string> said) : IStageProgress
    {
        public void Report(string message, double? fraction = null) => said.Add(message);
    }
}
