using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Behaviour;

namespace Ingot.Pipeline.Evaluate.Behaviour;

/// <summary>Measures all tests of a project and writes <c>behaviour.json</c>; nothing when there are none.</summary>
internal static class BehaviourMeasurement
{
    public static void Write(TestBench bench)
    {
        if (bench.Spec.Tests.Count == 0)
        {
            return;
        }

        var report = new BehaviourReport
        {
            OnnxSha256 = ContentHash.OfFile(bench.Context.Input(TrainFiles.Model)),
            Tests = [.. bench.Spec.Tests.Select(t => Measure(t, bench))],
        };
        bench.Context.Write(EvaluateFiles.Behaviour, BehaviourFile.ToJson(report));
    }

    private static BehaviourResult Measure(BehaviourTest test, TestBench bench)
    {
        bench.Context.Progress.Report(test.Title);
        bench.Context.Cancellation.ThrowIfCancellationRequested();
        try
        {
            return test switch
            {
                InvarianceTest invariance => InvarianceMeasurement.Of(invariance, bench),
                DirectionalTest directional => DirectionMeasurement.Of(directional, bench),
                ExpectedPrediction expected => ExpectedMeasurement.Of(expected, bench),
                FairnessGate fairness => FairnessMeasurement.Of(fairness, bench),
                CalibrationGate calibration => CalibrationMeasurement.Of(calibration, bench),
                ComparisonTest comparison => RivalMeasurement.Of(comparison, bench),
                _ => throw new InvalidOperationException($"A test of type {test.Kind}."),
            };
        }
        catch (UndecidedException e)
        {
            // The Gate stage fails the test with this message, and decides the others all the same.
            return new BehaviourResult { Test = test.Title, Undecided = e.Message };
        }
    }
}
