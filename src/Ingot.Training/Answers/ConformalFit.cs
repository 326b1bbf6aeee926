using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Training.Answers;

/// <summary>
/// Finds how far the interval of a prediction goes: split conformal prediction by the absolute error (J. Lei, M. G'Sell, A. Rinaldo, R. Tibshirani, L. Wasserman,
/// "Distribution-free predictive inference for regression", JASA 113, 2018). Of n errors it is the ceil((n + 1) coverage)-th, so that of exchangeable rows a new one is
/// covered with at least that probability. Weights count as rows do, and the new row counts as the heaviest of them does. Of two predicted quantiles the error is how far the true value lies beyond the
/// nearer one, below 0 where it is between them (Y. Romano, E. Patterson, E. Candès, "Conformalized quantile regression", NeurIPS 2019).
/// </summary>
/// <param name="spec">What the project says.</param>
/// <param name="weights">How much each training row counts in truth; null: all alike.</param>
internal sealed class ConformalFit(ModelSpec spec, double[]? weights)
{
    private const int FewRows = 100;

    // 0.9 of 10 rows are 9 rows, whatever the digits of 0.9 are.
    private const double Alike = 1e-9;

    private const string Property = "ModelPredictionInterval";

    /// <summary>Finds it.</summary>
    /// <param name="held">What models said of rows that they had not learned from.</param>
    /// <param name="truth">The true value of each training row.</param>
    /// <param name="sink">Takes what is doubtful (INGOT2085).</param>
    /// <exception cref="IngotException">INGOT2084: there are too few rows for such a coverage.</exception>
    public IntervalReport Fit(HeldOutScores held, double[] truth, IDiagnosticSink sink) =>
        Fit(held.Rows, held.From, i => Math.Abs(truth[held.Rows[i]] - held.Scores[i]), sink);

    /// <summary>Finds how far the interval goes beyond two quantiles.</summary>
    /// <param name="held">What models of the quantiles said of rows that they had not learned from.</param>
    /// <param name="truth">The true value of each training row.</param>
    /// <param name="sink">Takes what is doubtful (INGOT2085).</param>
    /// <exception cref="IngotException">INGOT2084: there are too few rows for such a coverage.</exception>
    public IntervalReport Fit(BandScores held, double[] truth, IDiagnosticSink sink) => Fit(
        held.Rows,
        held.From,
        i => Math.Max(Math.Min(held.Low[i], held.High[i]) - truth[held.Rows[i]], truth[held.Rows[i]] - Math.Max(held.Low[i], held.High[i])),
        sink) with { Quantiles = QuantileBand.Shares(spec) };

    private IntervalReport Fit(int[] rows, string from, Func<int, double> error, IDiagnosticSink sink)
    {
        var coverage = spec.PredictionInterval!.Value;
        double Weight(int i) => weights?[rows[i]] ?? 1;
        int[] counted = [.. Enumerable.Range(0, rows.Length).Where(i => Weight(i) > 0)];
        var errors = Array.ConvertAll(counted, i => error(i));
        Array.Sort(errors, counted);

        var (all, heaviest) = (counted.Sum(Weight), counted.Length == 0 ? 0 : counted.Max(Weight));
        var wanted = coverage * (all + heaviest) * (1 - Alike);
        var reached = 0.0;
        for (var i = 0; i < counted.Length; i++)
        {
            reached += Weight(counted[i]);
            if (reached >= wanted)
            {
                if (counted.Length < FewRows)
                {
                    sink.Report(TrainDiagnostics.DoubtfulIntervals.At(
                        spec.LocationOf(Property),
                        $"The prediction intervals rest on {DiagnosticText.Count(counted.Length, "row")} ({from}): other rows could as well have given ones that cover some per cent more or less. Add training rows{(from == HeldOutScores.Validation ? ", raise ModelValidationFraction" : string.Empty)}, or gate the Coverage."));
                }

                return new IntervalReport(coverage, errors[i], counted.Length, from);
            }
        }

        throw new IngotException(TrainDiagnostics.NoIntervals.At(
            spec.LocationOf(Property),
            $"{Property} is {coverage}, and there are {DiagnosticText.Count(counted.Length, "row")} that it can rest on ({from}){(weights is null ? string.Empty : ", of uneven weights")}: so few say nothing of so rare an error; {Math.Ceiling((coverage / (1 - coverage)) - Alike):N0} of even weight would. Add training rows, or ask for a lower coverage."));
    }
}
