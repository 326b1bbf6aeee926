using Ingot.Core.Readiness;

namespace Ingot.Pipeline.Tests;

public sealed class TestScoreTests : IDisposable
{
    private readonly ModelFolder _model = new();

    public TestScoreTests() => File.WriteAllText(_model.File("privacy.md"), "# Who may see the data\n");

    [Fact]
    public void The_score_comes_from_what_the_stages_left_behind()
    {
        _model.AddItem("Gate", "AUC", 4, ("Min", "0.6"));
        _model.AddItem("MLTest", "Data5", 5, ("Evidence", "privacy.md"));
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate));

        var report = MLTestScoreFile.Read(_model.Output(Stage.Gate, "score.json"));
        Assert.Equal(28, report.Tests.Count);
        Assert.Equal(0, report.Tests.Single(t => t.Id == "Model1").Points);
        Assert.Equal(0.5, report.Tests.Single(t => t.Id == "Data5").Points);
        Assert.Contains("300 reference rows", report.Tests.Single(t => t.Id == "Monitor5").Proof, StringComparison.Ordinal);
        Assert.Contains("differ from the learner's by at most", report.Tests.Single(t => t.Id == "Data7").Proof, StringComparison.Ordinal);

        // Once people accepted these very parameters and this schema, they have reviewed them.
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Accept, Stage.Gate));
        Assert.Equal(1, MLTestScoreFile.Read(_model.Output(Stage.Gate, "score.json")).Tests.Single(t => t.Id == "Model1").Points);
        _model.AddItem("Column", "age", 6, ("Missing", "Mean"));
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Gate));
        Assert.Equal(0, MLTestScoreFile.Read(_model.Output(Stage.Gate, "score.json")).Tests.Single(t => t.Id == "Model1").Points);
    }

    [Fact]
    public void A_score_under_the_one_that_is_asked_for_fails_the_build()
    {
        _model.Properties["ModelMinTestScore"] = "2.5";
        Assert.Equal(StageOutcome.GateFailed, _model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate));

        var diagnostic = Assert.Single(_model.Diagnostics.Items, d => d.Code == "INGOT4050");
        Assert.Contains("asks for at least 2.5. The section Model lacks: Model1 (Model specs are reviewed and submitted), Model2", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("INGOT4050", File.ReadAllText(_model.Output(Stage.Gate, "verdicts.junit.xml")), StringComparison.Ordinal);

        _model.Properties["ModelMinTestScore"] = "0";
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Gate));
    }

    [Theory]
    [InlineData("Data8", "privacy.md", "There is no test 'Data8'")]
    [InlineData("Data5", "gone.md", "names 'gone.md', which does not exist")]
    [InlineData("Data5", "", "names no Evidence")]
    public void A_declaration_names_a_test_and_where_it_is_written_down(string test, string evidence, string message)
    {
        _model.AddItem("MLTest", test, 7, [.. new[] { ("Evidence", evidence) }.Where(m => m.Item2.Length > 0)]);
        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Prepare));

        var diagnostic = Assert.Single(_model.Diagnostics.Items);
        Assert.Equal(("INGOT1001", 7), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains(message, diagnostic.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _model.Dispose();
}
