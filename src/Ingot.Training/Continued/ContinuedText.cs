using Ingot.Core.Diagnostics;

namespace Ingot.Training.Continued;

/// <summary>What a model continues from, for people.</summary>
public static class ContinuedText
{
    private const int Digits = 12;

    /// <summary>The releases, the trees on top of them, and what these brought on the validation rows.</summary>
    /// <param name="report">The report's part.</param>
    /// <param name="metric">The validation metric.</param>
    /// <param name="value">Its value with the new trees.</param>
    public static string Of(ContinuedReport report, string metric, double value)
    {
        ArgumentNullException.ThrowIfNull(report);
        var releases = report.Releases.Select(r => $"{r.Package} {r.Version} ({DiagnosticText.Count(r.Trees, "tree")}, SHA-256 {(r.OnnxSha256.Length > Digits ? $"{r.OnnxSha256[..Digits]}…" : r.OnnxSha256)})");
        return FormattableString.Invariant(
            $"{string.Join(", then ", releases)}; {DiagnosticText.Count(report.Trees, "tree")} on top; {metric} on the validation rows {report.Before:G6} before, {value:G6} with them");
    }
}
