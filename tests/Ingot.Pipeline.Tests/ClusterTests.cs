using System.Text.Json;
using Ingot.Core.Clusters;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Explain;

namespace Ingot.Pipeline.Tests;

/// <summary>A model that learns without a label which rows are alike, from data to what is packed.</summary>
public class ClusterTests
{
    private static readonly Stage[] ToGate = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate];
    private static readonly string[] Unlabelled = ["Silhouette", "DaviesBouldin", "CalinskiHarabasz", "SmallestCluster", "InertiaPerRow"];

    [Fact]
    public void Without_a_label_it_is_not_trained_again_from_what_was_served()
    {
        using var model = ClusterModel.Folder(hasLabel: false);
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare));
        model.Properties["ModelRetrainBecause"] = "Spring";
        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Collect));
        Assert.Equal("INGOT2068", Assert.Single(model.Diagnostics.Items).Code);
    }

    [Fact]
    public void Without_a_label_it_has_clusters_that_are_measured_described_and_packed()
    {
        using var model = ClusterModel.Folder(hasLabel: false);
        model.AddItem("Slice", "plan");
        model.AddItem("Gate", "Silhouette", 9, ("Min", "0.5"));
        model.AddItem("Gate", "SmallestCluster", 10, ("Min", "0.05"));
        model.AddItem("Gate", "Silhouette", 11, ("Slice", "plan=a"), ("Min", "0.4"));

        var outcome = model.Run([.. ToGate, Stage.Export]);

        Assert.True(outcome == StageOutcome.Passed, string.Join('\n', model.Diagnostics.Items));
        Assert.Empty(model.Diagnostics.Items.Select(d => d.ToString()));
        Assert.Contains(model.Progress, p => p.StartsWith("3 clusters (Clusters: 2..10, the default; greatest silhouette of 810 rows: 2 0.", StringComparison.Ordinal));
        var schema = SchemaFile.Read(model.File("Leave.schema.json"));
        Assert.Equal(ModelTask.Clustering, schema.Task);
        Assert.Null(schema.LabelIfAny);

        Assert.Equal([.. Unlabelled, "Silhouette", "SmallestCluster", "InertiaPerRow"], Names(model).Take(8));
        var predictions = ParquetTable.Read(model.Output(Stage.Evaluate, "predictions.parquet"), ["cluster", "distance", "silhouette"]);
        var clusters = ((NumberColumn)predictions["cluster"]).Values;
        Assert.Equal([150, 100, 50], clusters.CountBy(c => c).OrderBy(c => c.Key).Select(c => c.Value));
        Assert.All(((NumberColumn)predictions["silhouette"]).Values, s => Assert.InRange(s, -1, 1));

        var described = ClustersFile.Read(model.Output(Stage.Evaluate, "clusters.json"));
        Assert.Equal([150, 100, 50], described.Clusters.Select(c => c.Rows));
        Assert.Equal(("usage", null), (described.Clusters[1].Columns[0].Name, described.Clusters[1].Columns[0].Value));
        Assert.InRange(described.Clusters[1].Columns[0].Here, 95, 105);
        Assert.Equal("age", described.Clusters[2].Columns[0].Name);
        Assert.Contains(described.Clusters[0].Columns, c => c is { Name: "plan", Here: > 0.8, All: < 0.6 });
        Assert.Equal(300, described.Points.Count);
        Assert.InRange(described.Shares.Sum(), 0.5, 1);
        Assert.False(File.Exists(model.Output(Stage.Evaluate, "importance.json")));
        Assert.False(File.Exists(model.Output(Stage.Evaluate, "explanations.json")));

        var card = File.ReadAllText(model.Output(Stage.Gate, "card.html"));
        Assert.Contains("What distinguishes each cluster", card, StringComparison.Ordinal);
        Assert.Contains("Rows below 0 are nearer to another cluster.", card, StringComparison.Ordinal);
        Assert.Contains("3, chosen by: greatest silhouette of 810 rows", card, StringComparison.Ordinal);
        Assert.Contains("## Clusters", File.ReadAllText(model.Output(Stage.Gate, "Leave.card.md")), StringComparison.Ordinal);
        Assert.Contains("The card describes the clusters", File.ReadAllText(model.Output(Stage.Gate, "first-look.txt")), StringComparison.Ordinal);
        Assert.Equal(["age", "ingot_row", "plan", "predicted_label", "score", "usage"], ParquetTable.ColumnNames(model.Output(Stage.Export, "monitoring.parquet")).Order());
        using var golden = JsonDocument.Parse(File.ReadAllText(model.Output(Stage.Export, "golden.json")));
        Assert.Equal(1, golden.RootElement.GetProperty("rows")[0].GetProperty("scores").GetArrayLength());
    }

    [Fact]
    public void A_label_measures_and_teaches_nothing()
    {
        using var without = ClusterModel.Folder(hasLabel: false);
        using var with = ClusterModel.Folder(hasLabel: true);
        with.AddItem("Gate", "AdjustedRandIndex", 9, ("Min", "0.9"));
        without.AddItem("Gate", "AdjustedRandIndex", 9, ("Min", "0.9"));

        Assert.Equal(StageOutcome.GateFailed, without.Run(ToGate));
        Assert.Contains(without.Diagnostics.Items, d => d.Message.Contains("AdjustedRandIndex was not measured on the reference data; measured: Silhouette, DaviesBouldin, CalinskiHarabasz, SmallestCluster, InertiaPerRow, Size. Name the column that tells classes in the property ModelLabel", StringComparison.Ordinal));
        var outcome = with.Run([.. ToGate, Stage.Export]);
        Assert.True(outcome == StageOutcome.Passed, string.Join('\n', with.Diagnostics.Items));

        Assert.Equal(Convert.ToHexString(File.ReadAllBytes(without.Output(Stage.Train, "model.onnx"))), Convert.ToHexString(File.ReadAllBytes(with.Output(Stage.Train, "model.onnx"))));
        Assert.Equal([.. Unlabelled, "AdjustedRandIndex", "NormalizedMutualInformation", "Size"], Names(with));
        Assert.Contains("it did not learn from", File.ReadAllText(with.Output(Stage.Gate, "card.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_accepted_is_compared_with_row_by_row_each_model_by_its_own_clusters()
    {
        using var model = ClusterModel.Folder(hasLabel: true);
        model.AddItem("Gate", "Silhouette", 9, ("MaxRegression", "0.02"));
        model.AddItem("Gate", "AdjustedRandIndex", 10, ("MaxRegression", "0.05"));
        model.AddItem("Gate", "InertiaPerRow", 11, ("MaxRegression", "0.5"));
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToGate[..3], Stage.Accept, Stage.Gate]));
        Assert.Empty(model.Diagnostics.Items.Select(d => d.ToString()));

        // More clusters than there are: nearer to their centres, and less apart.
        model.AddItem("Trainer", "KMeans", 8, ("Clusters", "7"));
        var outcome = model.Run([Stage.Train, Stage.Evaluate, Stage.Gate]);

        Assert.Equal(StageOutcome.GateFailed, outcome);
        Assert.Equal([9, 10], model.Diagnostics.Items.Where(d => d.Code == "INGOT4002").Select(d => d.Location.Line));
        Assert.All(model.Diagnostics.Items.Where(d => d.Code == "INGOT4002"), d => Assert.Contains("paired", d.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Folds_measure_what_others_learned_of_each()
    {
        using var model = ClusterModel.Folder(hasLabel: true);
        model.Properties["ModelFolds"] = "3";

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train));

        using var folds = JsonDocument.Parse(File.ReadAllText(model.Output(Stage.Train, "folds.json")));
        var agreement = folds.RootElement.GetProperty("metrics").EnumerateArray().Single(m => m.GetProperty("name").GetString() == "AdjustedRandIndex");
        Assert.InRange(agreement.GetProperty("mean").GetDouble(), 0.9, 1);
    }

    [Fact]
    public void A_distance_is_explained_by_sampling()
    {
        using var model = ClusterModel.Folder(hasLabel: false);
        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        var explained = new ExplainedModel(File.ReadAllBytes(model.Output(Stage.Train, "model.onnx")), SchemaFile.Read(model.File("Leave.schema.json")), "model.onnx");

        var row = Assert.Single(explained.Explain("""{"usage": 5000, "age": 30, "plan": "a"}""", "row", model.Output(Stage.Prepare, "reference.parquet"), 1, CancellationToken.None));

        Assert.Equal("distance to the centre of the cluster", explained.Unit);
        Assert.Equal("usage", row.Reasons[0].Column);
        Assert.Null(row.Explained);
    }

    [Fact]
    public void Tests_of_behaviour_look_at_the_distance_and_what_needs_classes_or_losses_says_why_it_cannot()
    {
        using var model = ClusterModel.Folder(hasLabel: false);
        model.Properties["ModelFindWeakSlices"] = "Warn";
        model.AddItem("ExpectedPrediction", "usual", 11, ("Values", "usage=30;age=36;plan=a"), ("Max", "1"));
        model.AddItem("InvarianceTest", "plan", 12, ("Tolerance", "2"));
        model.AddItem("FairnessGate", "plan", 13, ("MaxDemographicParityDifference", "0.1"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));

        Assert.Equal(["INGOT3049", "INGOT4100"], model.Diagnostics.Items.Select(d => d.Code).Order());
        Assert.Contains("no cluster is right or wrong", model.Diagnostics.Items.Single(d => d.Code == "INGOT3049").Message, StringComparison.Ordinal);
        Assert.Equal(13, model.Diagnostics.Items.Single(d => d.Code != "INGOT3049").Location.Line);
    }

    [Fact]
    public void What_it_cannot_do_is_refused()
    {
        using var model = ClusterModel.Folder(hasLabel: false);
        model.AddItem("Trainer", "LightGbm", 8);
        Assert.NotEqual(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train));
        Assert.Contains("The trainer LightGbm cannot be used for Clustering; it learns", Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT2001").Message, StringComparison.Ordinal);
        Assert.Contains("Choose one of KMeans.", model.Diagnostics.Items.Single(d => d.Code == "INGOT2001").Message, StringComparison.Ordinal);

        model.Items.Clear();
        model.AddItem("Trainer", "KMeans", 8, ("Clusters", "1000"));
        Assert.NotEqual(StageOutcome.Passed, model.Run(Stage.Train));
        Assert.Equal(8, Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT2092").Location.Line);
        model.Items.Clear();
        model.AddItem("PretrainedModel", model.File("other.onnx"), 8);
        model.Run(Stage.Prepare);
        Assert.Contains(model.Diagnostics.Items, d => d.Message.Contains("the ModelTask is Clustering, whose clusters and the features of which Ingot does not read out of models of others. Write <Trainer Include=\"KMeans\" />", StringComparison.Ordinal));

        model.Items.Clear();
        model.Properties.Remove("ModelTask");
        model.Properties["ModelLabel"] = "plan";
        model.Run(Stage.Prepare);
        Assert.Contains(model.Diagnostics.Items, d => d.Code == "INGOT1002" && d.Message.Contains("The schema has no label, the project's ModelLabel is 'plan'", StringComparison.Ordinal));
    }

    private static List<string> Names(ModelFolder model)
    {
        using var metrics = JsonDocument.Parse(File.ReadAllText(model.Output(Stage.Evaluate, "metrics.json")));
        return [.. metrics.RootElement.GetProperty("metrics").EnumerateArray().Select(m => m.GetProperty("name").GetString()!)];
    }
}
