using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Readiness;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests.Readiness;

public class MLTestScorerTests
{
    private static readonly MLTestEvidence Nothing = new()
    {
        Model = "Churn",
        Version = "1.0.0",
        Schema = null,
        ParityDifference = double.NaN,
        ReferenceRows = 100,
        Verdicts = [],
    };

    [Fact]
    public void The_catalogue_has_seven_tests_in_each_of_four_sections()
    {
        Assert.Equal(28, MLTestCatalog.All.Select(t => t.Id).Distinct().Count());
        Assert.All(Enum.GetValues<MLTestSection>(), s => Assert.Equal([1, 2, 3, 4, 5, 6, 7], MLTestCatalog.All.Where(t => t.Section == s).Select(t => t.Number)));
        Assert.Equal("Model5", MLTestCatalog.Find("model5")!.Id);
        Assert.Null(MLTestCatalog.Find("Model8"));
    }

    [Fact]
    public void What_nothing_proves_has_no_points_and_says_what_to_do()
    {
        var report = MLTestScorer.Score(Nothing);

        // Every build runs the whole way and refuses scores that are not finite; nothing else is proven.
        Assert.Equal(["Infra3", "Monitor5"], report.Tests.Where(t => t.Points > 0).Select(t => t.Id));
        Assert.Equal(0, report.Score);
        Assert.Contains("research project", report.Interpretation, StringComparison.Ordinal);
        Assert.Equal("Add a SimplerModelTest.", ProofOf(report, "Model5"));
    }

    [Fact]
    public void The_score_is_the_least_of_the_sections_sums()
    {
        var report = MLTestScorer.Score(Nothing with
        {
            Schema = new ModelSchema { Task = ModelTask.Regression, Columns = [new SchemaColumn { Name = "y", Type = ColumnType.Number, Role = ColumnRole.Label }] },
            ParityDifference = 1e-7,
            IsAccepted = true,
            UselessFeatures = [],
            IsReproduced = true,
            Declared = [new("Data5", "docs/privacy.md", false, SourceLocation.None), new("Monitor1", "https://example.org", true, SourceLocation.None)],
            Verdicts =
            [
                Verdict("AUC Min=0.8"), Verdict("AUC MaxRegression=0.01"), Verdict("AUC Min=0.7") with { Slice = "contract=Two year" },
                Verdict("SimplerModelTest LogisticRegression"), Verdict("FairnessGate gender"), Verdict("DirectionalTest tenure"), Verdict("Latency.P99 Max=2ms"),
            ],
        });

        Assert.Equal(
            new Dictionary<MLTestSection, double>
            {
                // Data 1, 2, 4, 7, and 5 by hand; Model 1, 5, 6, 7; Infra 1, 2, 3, 4; Monitor 1, 3, 5, 6.
                [MLTestSection.Data] = 4.5, [MLTestSection.Model] = 4, [MLTestSection.Infra] = 4, [MLTestSection.Monitor] = 4,
            },
            report.Sections);
        Assert.Equal(4, report.Score);
        Assert.Contains("mission-critical", report.Interpretation, StringComparison.Ordinal);
        Assert.Equal("by hand, see docs/privacy.md", ProofOf(report, "Data5"));
        Assert.Equal("automated, see https://example.org", ProofOf(report, "Monitor1"));
        Assert.Equal("AUC Min=0.7 on contract=Two year", ProofOf(report, "Model6"));
    }

    [Theory]
    [InlineData(GateOutcome.Failed)]
    [InlineData(GateOutcome.Inconclusive)]
    [InlineData(GateOutcome.Skipped)]
    public void What_did_not_pass_proves_nothing(GateOutcome outcome)
    {
        var report = MLTestScorer.Score(Nothing with
        {
            Verdicts = [Verdict("SimplerModelTest Constant"), Verdict("SimplerModelTest LogisticRegression") with { Outcome = outcome }, Verdict("AUC Min=0.8")],
        });

        Assert.Equal("Add a SimplerModelTest.", ProofOf(report, "Model5"));

        // A value threshold alone is half of a validated quality: the model may have got worse.
        Assert.DoesNotContain(report.Tests, t => t.Id == "Infra4" && t.Points > 0);
    }

    [Fact]
    public void Features_that_do_not_help_are_named()
    {
        var report = MLTestScorer.Score(Nothing with { UselessFeatures = ["gender", "partner"] });

        Assert.StartsWith("permuting gender, partner does not make the model worse.", ProofOf(report, "Data2"), StringComparison.Ordinal);
    }

    // The paper's table of interpretations.
    [Theory]
    [InlineData(0, "research project")]
    [InlineData(0.5, "serious holes")]
    [InlineData(1.5, "first pass")]
    [InlineData(3, "reasonably tested")]
    [InlineData(5, "strong levels")]
    [InlineData(5.5, "exceptional")]
    public void A_score_is_interpreted_as_the_paper_does(double score, string words) =>
        Assert.Contains(words, MLTestCatalog.Interpret(score), StringComparison.Ordinal);

    private static string ProofOf(MLTestReport report, string id) => report.Tests.Single(t => t.Id == id).Proof;

    private static Verdict Verdict(string gate) => new() { Gate = gate, Outcome = GateOutcome.Passed, Message = "as asked" };
}
