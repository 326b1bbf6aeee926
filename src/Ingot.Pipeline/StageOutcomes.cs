using Ingot.Core.Diagnostics;

namespace Ingot.Pipeline;

/// <summary>The one way from the codes of errors to an outcome, and so to the tool's exit code.</summary>
public static class StageOutcomes
{
    /// <summary>How a build that failed with these errors ended. Of several causes, the one that must be removed first counts.</summary>
    /// <param name="codes">Their codes; none: it failed without a code.</param>
    public static StageOutcome OfErrors(IReadOnlyCollection<string> codes) =>
        codes.Any(c => DiagnosticCauses.Of(c) == DiagnosticCause.Machine) ? StageOutcome.Infrastructure
        : codes.Count > 0 && codes.All(c => DiagnosticCauses.Of(c) == DiagnosticCause.Model) ? StageOutcome.GateFailed
        : StageOutcome.BadInput;

    /// <summary>
    /// How work that errors have cut short ended. It is never <see cref="StageOutcome.GateFailed"/>, whatever their codes: that says
    /// that all was decided and that the outputs are there.
    /// </summary>
    /// <param name="errors">The errors.</param>
    public static StageOutcome OfBrokenOff(params IEnumerable<Diagnostic> errors) =>
        OfErrors([.. errors.Select(e => e.Code)]) is StageOutcome.Infrastructure ? StageOutcome.Infrastructure : StageOutcome.BadInput;
}
