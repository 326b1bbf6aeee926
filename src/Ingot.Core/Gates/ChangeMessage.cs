using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Specs;
using Ingot.Core.Texts;

namespace Ingot.Core.Gates;

/// <summary>What is said about a change gate.</summary>
/// <param name="change">The metric then and now.</param>
/// <param name="comparison">What it is compared with.</param>
/// <param name="result">What was measured on all rows of the gate.</param>
internal sealed class ChangeMessage(ObservedChange change, ChangeComparison comparison, MetricResult result)
{
    private readonly GateEvidence _evidence = comparison.Evidence;
    private readonly ChangeTest? _test = comparison.Test;

    /// <summary>What speaks for a baseline that has learned the rows; null: nothing.</summary>
    public SeenRows? Seen { get; } = SeenRows.Find(comparison.Evidence.Release);

    private string Remedy => Gate.Against is not null ? "raise MaxRegression or change the gate's Against if the change is wanted"
        : _evidence.Release is null
        ? "run 'dotnet ingot accept' if the change is wanted"
        : "raise MaxRegression or name another ModelBaselineVersion if the change is wanted";

    // A release is scored on new rows by itself; what was accepted was not, and to accept this model with them would hide the regression.
    private string MoreRows => _evidence.Release is null
        ? "more reference rows (take the change back, add them, accept, and make the change again)"
        : "more reference rows";

    private string Named => Gate.Against is null ? "ModelBaselineVersion" : "the gate's Against";

    private GateSpec Gate => change.Gate;

    private MetricUnit Unit => change.Definition.Unit;

    private string Version => (_evidence.Release?.Metrics?.Version ?? _evidence.Accepted!.Version) + (comparison.Among is null ? string.Empty : $", {comparison.Among}");

    private bool IsRelease => _evidence.Release?.Metrics?.OnnxSha256 == _evidence.Metrics.OnnxSha256;

    private bool Partial => _test is not null && _evidence.Paired!.IsPartial;

    /// <summary>A gate that passed.</summary>
    public string Passed()
    {
        var (from, to) = Values();
        var proven = Gate.Policy == GatePolicy.NonInferior && _test is { Identical: false }
            ? $", and the regression is proven to be less ({Evidence()})"
            : string.Empty;
        return $"{GateVerdicts.Subject(Gate, change.Definition)} went from {from} ({Version}) to {to}{(IsRelease ? ", being the very same model" : string.Empty)}; the gate allows a regression of {Regressions().Limit}{proven}.";
    }

    /// <summary>A regression beyond the margin.</summary>
    public FormattableString Regressed() =>
        $"{Fell()} ({Evidence()}). Improve the model, or {Remedy}.";

    /// <summary>A regression beyond the margin that may be chance.</summary>
    public FormattableString Inconclusive() =>
        $"{Fell()}, but by no more than chance can explain ({Evidence()}). With these rows a regression of {Amount(_test!.Test.Detectable)} is found with a power of {Percent(Statistics.RegressionTest.Power)}. Give {MoreRows}, {(_evidence.Release is null ? "or a greater MaxRegression, or " : string.Empty)}{Remedy}.";

    /// <summary>A regression that may be beyond the margin, where proof is asked for that it is not.</summary>
    public FormattableString NotProven() =>
        $"{Changed()}: the gate asks for proof that the regression is less than {Regressions().Limit}, but its one-sided {Percent(1 - Gate.Alpha)} upper bound is {Amount(_test!.Test.Upper)} ({Evidence()}). Improve the model, give {MoreRows}, or {Remedy}.";

    /// <summary>The same without anything to prove it by.</summary>
    public FormattableString WithoutProof() =>
        $"{Changed()}: the gate asks for proof that the regression is less than {Regressions().Limit}, but there is none ({Evidence()}). {(_evidence.Release is null ? "Run 'dotnet ingot accept' and commit both of its files, or use" : "Use")} Policy=\"Significant\".";

    /// <summary>The same against a model that has seen the rows.</summary>
    /// <param name="seen">What speaks for it.</param>
    public FormattableString AgainstSeenRows(SeenRows seen) =>
        $"{Changed()}, which says nothing: {seen.Text(_evidence.Release!)}. Compare with a release that has not seen these rows ({Named}), or on rows that no release was trained on; else remove {Named} for this release, look at the metrics and run 'dotnet ingot accept'.";

    private string Fell()
    {
        var (from, to) = Values();
        var (regression, limit) = Regressions();
        return $"{GateVerdicts.Subject(Gate, change.Definition)} {(change.Definition.HigherIsBetter ? "fell" : "rose")} from {from} ({Version}) to {to}: a regression of {regression}, over the {limit} that the gate allows";
    }

    private string Changed()
    {
        var (from, to) = Values();
        return $"{GateVerdicts.Subject(Gate, change.Definition)} went from {from} ({Version}) to {to}";
    }

    private (string From, string To) Values() => Quantity.FormatApart(change.Baseline, change.Candidate, Unit);

    private (string Regression, string Limit) Regressions()
    {
        if (change.InPercent)
        {
            return Quantity.FormatPercentApart(change.Worse / Math.Abs(change.Baseline), change.Margin.Allowed);
        }

        var (regression, limit) = Quantity.FormatApart(change.Worse, change.Most, Unit);
        return (regression, change.Margin.Relative
            ? $"{Quantity.FormatPercentApart(change.Margin.Allowed, change.Margin.Allowed).First} of 0"
            : limit);
    }

    private string Evidence()
    {
        if (_test is null)
        {
            var reason = _evidence.WhyNotPaired is { } why && change.Definition.Scope == MetricScope.Rows ? $"; not compared row by row: {why}" : string.Empty;
            return GateVerdicts.Evidence(result, Unit) + reason;
        }

        var (low, high) = change.InPercent
            ? Quantity.FormatPercentApart(_test.Test.Low, _test.Test.High)
            : Quantity.FormatApart(_test.Test.Low, _test.Test.High, Unit);
        return $"paired 95 % interval {low} to {high}, {PValue()}, {Rows()}";
    }

    private string PValue()
    {
        var p = $"p {GateText.Probability(ChangeTests.PValue(Gate, _test!))}";
        List<string> corrections = [];
        if (_test!.Family > 1)
        {
            corrections.Add(DiagnosticText.Count(_test.Family, "gate"));
        }

        if (_test.Releases > 1 && Gate.Policy == GatePolicy.Significant)
        {
            corrections.Add(DiagnosticText.Count(_test.Releases, "release"));
        }

        return corrections.Count > 0 ? $"{p}, corrected for {string.Join(" and ", corrections)} {GateText.Probability(_test.AdjustedPValue)}" : p;
    }

    private string Rows() => Partial
        ? FormattableString.Invariant($"{DiagnosticText.Count(_test!.Rows, "row")}, of the first {_evidence.Paired!.Candidate.Rows:N0} of {_evidence.Paired.ReferenceRows:N0}, whose scores were accepted")
        : DiagnosticText.Count(_test!.Rows, "row");

    private string Amount(double regression) => change.InPercent
        ? Quantity.FormatPercentApart(regression, regression).First
        : Quantity.Format(regression, Unit);

    private static string Percent(double share) => $"{(share * 100).ToString("0.##", CultureInfo.InvariantCulture)} %";
}
