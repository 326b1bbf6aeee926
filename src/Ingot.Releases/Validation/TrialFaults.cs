using System.Globalization;
using Ingot.Core.Diagnostics;

namespace Ingot.Releases.Validation;

/// <summary>Why a trial was ended.</summary>
internal static class TrialFaults
{
    // 128 and the signal's number.
    private const int Killed = 137;

    private const string DoNotUse = "do not use the model; if it is yours and needs that much, raise the limit";

    public static IngotException TooLong(TrialSubject subject, TrialLimits limits) => new(InfrastructureDiagnostics.TrialTooLong.At(
        Place(subject),
        $"The model had not loaded and answered its {DiagnosticText.Count(subject.Rows.Count, "golden row")} after {limits.Time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} seconds, the limit of a trial, and was stopped. If the machine was busy, try again; else {DoNotUse}."));

    public static IngotException TooLarge(TrialSubject subject, long limit) => new(InfrastructureDiagnostics.TrialTooLarge.At(
        Place(subject),
        $"The model, whose file has {subject.Onnx.LongLength:N0} bytes, takes more than {limit >> 20:N0} MiB of memory, the limit of its trial, and was stopped. So {DoNotUse}."));

    public static IngotException Crashed(TrialSubject subject, int exitCode, string said) => new(InfrastructureDiagnostics.TrialCrashed.At(
        Place(subject),
        $"The process that tried the model died of it (exit code {exitCode}{(exitCode == Killed ? ", as when the system kills it for want of memory" : string.Empty)}{(said.Length > 0 ? $": {said}" : string.Empty)}). Do not use the model; if it is yours, please report it with the model."));

    public static IngotException NotStarted(TrialSubject subject, string why, Exception? inner = null) => new(
        InfrastructureDiagnostics.NoTrial.At(
            Place(subject),
            $"The process in which the model would be tried does not start: {why.TrimEnd('.')}. The model was not tried. Let this user start processes, or free memory, and try again."),
        inner);

    private static SourceLocation Place(TrialSubject subject) => new(subject.Name);
}
