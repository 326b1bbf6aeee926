namespace Ingot.Core.Readiness;

/// <summary>
/// The 28 tests of E. Breck, S. Cai, E. Nielsen, M. Salib and D. Sculley: The ML Test Score: A Rubric for ML Production
/// Readiness and Technical Debt Reduction. IEEE International Conference on Big Data, 2017.
/// </summary>
public static class MLTestCatalog
{
    private const string Declare = "Do it, and say where it is written down with an MLTest item.";

    /// <summary>All tests, section by section.</summary>
    public static IReadOnlyList<MLTest> All { get; } =
    [
        new(MLTestSection.Data, 1, "Feature expectations are captured in a schema", "Commit the schema that the first build writes."),
        new(MLTestSection.Data, 2, "All features are beneficial", "Drop the features that do not help: <Column Include=\"…\" Role=\"Ignored\" />."),
        new(MLTestSection.Data, 3, "No feature's cost is too much", Declare),
        new(MLTestSection.Data, 4, "Features adhere to meta-level requirements", "Commit the schema: from then on a column that it does not know stops the build."),
        new(MLTestSection.Data, 5, "The data pipeline has appropriate privacy controls", Declare),
        new(MLTestSection.Data, 6, "New features can be added quickly", Declare),
        new(MLTestSection.Data, 7, "All input feature code is tested", "Build the model: its last training step compares the ONNX graph with the learner."),
        new(MLTestSection.Model, 1, "Model specs are reviewed and submitted", "Run 'dotnet ingot accept' and commit the accepted result with the change of the project."),
        new(MLTestSection.Model, 2, "Offline and online metrics correlate", Declare),
        new(MLTestSection.Model, 3, "All hyperparameters have been tuned", Declare),
        new(MLTestSection.Model, 4, "The impact of model staleness is known", "Add a StalenessTest."),
        new(MLTestSection.Model, 5, "A simpler model is not better", "Add a SimplerModelTest."),
        new(MLTestSection.Model, 6, "Model quality is sufficient on important data slices", "Add a Gate with a Slice."),
        new(MLTestSection.Model, 7, "The model is tested for considerations of inclusion", "Add a FairnessGate or an InvarianceTest."),
        new(MLTestSection.Infra, 1, "Training is reproducible", "Run 'dotnet ingot reproduce'."),
        new(MLTestSection.Infra, 2, "Model specs are unit tested", "Add an ExpectedPrediction or a DirectionalTest."),
        new(MLTestSection.Infra, 3, "The ML pipeline is integration tested", "Build the model."),
        new(MLTestSection.Infra, 4, "Model quality is validated before serving", "Add a Gate with Min or Max, and one with MaxRegression."),
        new(MLTestSection.Infra, 5, "The model is debuggable", Declare),
        new(MLTestSection.Infra, 6, "Models are canaried before serving", Declare),
        new(MLTestSection.Infra, 7, "Serving models can be rolled back", Declare),
        new(MLTestSection.Monitor, 1, "Dependency changes result in notification", Declare),
        new(MLTestSection.Monitor, 2, "Data invariants hold for inputs", Declare),
        new(MLTestSection.Monitor, 3, "Training and serving are not skewed", "Build the model: training sees what the shipped graph computes."),
        new(MLTestSection.Monitor, 4, "Models are not too stale", Declare),
        new(MLTestSection.Monitor, 5, "Models are numerically stable", "Build the model: a score that is not finite stops it."),
        new(MLTestSection.Monitor, 6, "Computing performance has not regressed", "Add a Gate on Latency.P99 or Throughput."),
        new(MLTestSection.Monitor, 7, "Prediction quality has not regressed", Declare),
    ];

    /// <summary>The test of an id such as <c>Data1</c>, without case; null when there is none.</summary>
    public static MLTest? Find(string id) => All.FirstOrDefault(t => string.Equals(t.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the paper says of a final score.</summary>
    public static string Interpret(double score) => score switch
    {
        <= 0 => "more of a research project than a productionized system",
        <= 1 => "not totally untested, but serious holes in reliability are possible",
        <= 2 => "a first pass at basic productionization, but additional investment may be needed",
        <= 3 => "reasonably tested, but more of the tests and procedures could be automated",
        <= 5 => "strong levels of automated testing and monitoring, appropriate for mission-critical systems",
        _ => "exceptional levels of automated testing and monitoring",
    };
}
