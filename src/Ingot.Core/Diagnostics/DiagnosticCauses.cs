namespace Ingot.Core.Diagnostics;

/// <summary>The causes of errors by their codes: the code's stage says it, with the exceptions that stand here.</summary>
public static class DiagnosticCauses
{
    // A model that cannot be made again has failed a test; a feed that does not answer and an address in use are nobody's input.
    private static readonly Dictionary<string, DiagnosticCause> Exceptions = new(StringComparer.Ordinal)
    {
        [TrainDiagnostics.NotReproduced.Code] = DiagnosticCause.Model,
        [PackageDiagnostics.FeedFailed.Code] = DiagnosticCause.Machine,
        [ServeDiagnostics.AddressUnavailable.Code] = DiagnosticCause.Machine,
        [MonitorDiagnostics.HistoryNotWritten.Code] = DiagnosticCause.Machine,

        // Decay is the model's, as a failed gate of the build is.
        [MonitorDiagnostics.ValueThreshold.Code] = DiagnosticCause.Model,
        [MonitorDiagnostics.Regression.Code] = DiagnosticCause.Model,
        [MonitorDiagnostics.Drifted.Code] = DiagnosticCause.Model,
        [MonitorDiagnostics.NotProvenKept.Code] = DiagnosticCause.Model,

        // What is wrong with a model is not wrong with the machine that finds it.
        [InfrastructureDiagnostics.OnnxUnreadable.Code] = DiagnosticCause.Input,
        [InfrastructureDiagnostics.OnnxExternalData.Code] = DiagnosticCause.Input,
        [InfrastructureDiagnostics.OnnxForeignOperator.Code] = DiagnosticCause.Input,
        [InfrastructureDiagnostics.OnnxOverLimit.Code] = DiagnosticCause.Input,
        [InfrastructureDiagnostics.OnnxControlFlow.Code] = DiagnosticCause.Input,
        [InfrastructureDiagnostics.TrialTooLong.Code] = DiagnosticCause.Input,
        [InfrastructureDiagnostics.TrialTooLarge.Code] = DiagnosticCause.Input,
        [InfrastructureDiagnostics.TrialCrashed.Code] = DiagnosticCause.Input,
        [JobDiagnostics.NothingToBuild.Code] = DiagnosticCause.Input,

        // A question that cannot be answered is not the store's fault.
        [RunDiagnostics.NoSuchRun.Code] = DiagnosticCause.Input,
        [RunDiagnostics.WrongQuestion.Code] = DiagnosticCause.Input,
    };

    /// <summary>The cause of an error.</summary>
    /// <param name="code">
    /// Its code. It need not be in this version's catalogue, since a project may name another version of the SDK; what is not Ingot's
    /// (<c>CS1002</c>, <c>NU1101</c>) is <see cref="DiagnosticCause.Input"/>.
    /// </param>
    public static DiagnosticCause Of(string code) =>
        Exceptions.TryGetValue(code, out var cause) ? cause
        : code.StartsWith("INGOT4", StringComparison.Ordinal) ? DiagnosticCause.Model
        : code.StartsWith("INGOT9", StringComparison.Ordinal) ? DiagnosticCause.Machine
        : DiagnosticCause.Input;
}
