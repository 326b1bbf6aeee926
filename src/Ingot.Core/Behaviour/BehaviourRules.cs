using Ingot.Core.Diagnostics;

namespace Ingot.Core.Behaviour;

/// <summary>Which message belongs to which test.</summary>
internal static class BehaviourRules
{
    /// <summary>The message that a test gives when its law is broken; null for what is not a test.</summary>
    /// <param name="gate">As a verdict names it, such as <c>InvarianceTest gender</c>.</param>
    public static DiagnosticDescriptor? Of(string gate) => gate.Split(' ')[0] switch
    {
        nameof(InvarianceTest) => BehaviourDiagnostics.NotInvariant,
        nameof(DirectionalTest) => BehaviourDiagnostics.WrongDirection,
        nameof(ExpectedPrediction) => BehaviourDiagnostics.UnexpectedPrediction,
        nameof(FairnessGate) => BehaviourDiagnostics.Unfair,
        nameof(CalibrationGate) => BehaviourDiagnostics.Miscalibrated,
        nameof(StabilityTest) => BehaviourDiagnostics.Unstable,
        nameof(SimplerModelTest) => BehaviourDiagnostics.NoBetterThanSimple,
        nameof(LeakageTest) => BehaviourDiagnostics.Leaks,
        nameof(StalenessTest) => BehaviourDiagnostics.GoesStale,
        _ => null,
    };
}
