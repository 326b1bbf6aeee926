using Ingot.Core.Gates;

namespace Ingot.Core.Tests.Gates;

public class ModelStandingsTests
{
    [Theory]
    [InlineData("AUC Min=0.84", true)]
    [InlineData("AUC", true)]
    [InlineData("RMSE MaxRegression=2%", true)]
    [InlineData("Recall[not sure] Min=0.5", true)]
    [InlineData("CalibrationGate all", true)]
    [InlineData("SimplerModelTest Linear", true)]
    [InlineData("Size Max=5MB", false)]
    [InlineData("Latency.P99 Max=2ms", false)]
    [InlineData("Throughput Min=50000/s", false)]
    [InlineData("InvarianceTest plan", false)]
    [InlineData("FairnessGate sex MaxRatio=1.2", false)]
    [InlineData("ModelMinTestScore=3", false)]
    public void A_gate_judges_the_predictions_or_it_does_not(string gate, bool judges) => Assert.Equal(judges, ModelStandings.JudgesQuality(gate));

    [Fact]
    public void A_standing_follows_from_what_was_decided()
    {
        Verdict Of(string gate, GateOutcome outcome) => new() { Gate = gate, Outcome = outcome, Message = "m" };
        var (size, auc, skipped) = (Of("Size Max=5MB", GateOutcome.Passed), Of("AUC Min=0.8", GateOutcome.Passed), Of("AUC MaxRegression=0.01", GateOutcome.Skipped));

        Assert.Equal(ModelStanding.NotJudged, ModelStandings.Of([]));
        Assert.Equal(ModelStanding.NotJudged, ModelStandings.Of([skipped]));
        Assert.Equal(ModelStanding.QualityNotJudged, ModelStandings.Of([size, skipped]));
        Assert.Equal(ModelStanding.Passed, ModelStandings.Of([size, auc, skipped]));
        Assert.Equal(ModelStanding.NotPassed, ModelStandings.Of([auc, size with { Outcome = GateOutcome.Failed }]));
        Assert.Equal(ModelStanding.NotPassed, ModelStandings.Of([auc, auc with { Outcome = GateOutcome.Inconclusive }]));
        Assert.Equal(
            ["no gates", "no gate was decided, 1 skipped", "1 of 1 gate passed", "2 of 2 gates passed, 1 skipped"],
            new[] { [], [skipped], [size], new[] { size, auc, skipped } }.Select(ModelStandings.Count));
    }
}
