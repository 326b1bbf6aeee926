using Ingot.Core.Diagnostics;

namespace Ingot.Pipeline.Tests;

public class StageOutcomesTests
{
    private static readonly Diagnostic Gate = GateDiagnostics.ValueThreshold.At(SourceLocation.None, $"It is too low.");
    private static readonly Diagnostic Input = PrepareDiagnostics.NoProject.At(SourceLocation.None, $"There is none.");
    private static readonly Diagnostic Machine = InfrastructureDiagnostics.FileSystem.At(SourceLocation.None, $"The disk is full.");

    [Fact]
    public void A_gate_has_failed_when_nothing_else_did()
    {
        Assert.Equal(StageOutcome.GateFailed, StageOutcomes.OfErrors([Gate.Code, TrainDiagnostics.NotReproduced.Code]));
        Assert.Equal(StageOutcome.BadInput, StageOutcomes.OfErrors([Gate.Code, Input.Code]));
        Assert.Equal(StageOutcome.Infrastructure, StageOutcomes.OfErrors([Gate.Code, Input.Code, Machine.Code]));
        Assert.Equal(StageOutcome.BadInput, StageOutcomes.OfErrors([]));
    }

    [Fact]
    public void Work_that_was_broken_off_has_decided_no_gate()
    {
        Assert.Equal(StageOutcome.BadInput, StageOutcomes.OfBrokenOff(Gate));
        Assert.Equal(StageOutcome.BadInput, StageOutcomes.OfBrokenOff(Input));
        Assert.Equal(StageOutcome.Infrastructure, StageOutcomes.OfBrokenOff(Gate, Machine));
    }
}
