namespace Ingot.Pipeline.Tests;

public class QualityAdviceTests
{
    private static readonly Stage[] ToGate = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate];

    [Fact]
    public void It_is_not_given_beside_a_gate_whose_metric_does_not_exist()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "Size", 9, ("Max", "5MB"));
        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        Assert.StartsWith("The project asks for Size only", Assert.Single(model.Advice).Message, StringComparison.Ordinal);

        // Who misspelt a metric has asked for one.
        model.AddItem("Gate", "AuC", 10, ("Min", "0.6"));
        Assert.Equal(StageOutcome.GateFailed, model.Run(Stage.Gate));
        Assert.Equal("INGOT4003", Assert.Single(model.Diagnostics.Items).Code);
        Assert.Empty(model.Advice);
    }
}
