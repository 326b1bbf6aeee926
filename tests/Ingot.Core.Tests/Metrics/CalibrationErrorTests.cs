using Ingot.Core.Metrics;
using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Metrics;

/// <summary>The spread by drawing sums of bins, beside that by drawing rows, which is the definition.</summary>
public class CalibrationErrorTests
{
    // 1,000 resamples know a standard error to 2.2 %, 10,000 draws to 0.7 %; four times that is allowed.
    private const double Noise = 4 * 0.0235;

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.0, true)]
    [InlineData(0.02, false)]
    [InlineData(0.2, true)]
    public void Of_many_rows_the_sums_spread_as_the_rows_do(double bias, bool weighted)
    {
        var (error, weights) = Rows(3000, bias, 1, weighted);

        var sums = error.Spread(weights, seed: 1);
        var rows = Bootstrap.Of(error.Measure(weights), weights, 1, error.Measure);

        Assert.Equal(rows.Value, sums.Value);
        Assert.InRange(sums.StandardError / rows.StandardError, 1 - Noise, 1 + Noise);
        Assert.NotEqual(rows.StandardError, sums.StandardError);
    }

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.05, true)]
    public void Two_models_share_their_draws(double bias, bool weighted)
    {
        var (candidate, weights) = Rows(3000, bias, 2, weighted);
        var (baseline, _) = Rows(3000, 0.03, 2, weighted);

        var sums = CalibrationError.Compare(baseline, candidate, weights, seed: 1);
        var rows = Bootstrap.Paired(baseline.Measure(weights), candidate.Measure(weights), weights, 1, (w, r) => (r[0], r[1]) = (baseline.Measure(w), candidate.Measure(w)));

        Assert.Equal((rows.Baseline, rows.Candidate, rows.Method), (sums.Baseline, sums.Candidate, sums.Method));
        Assert.InRange(Math.Sqrt(sums.ChangeVariance / rows.ChangeVariance), 1 - Noise, 1 + Noise);
        Assert.InRange(Math.Sqrt(sums.BaselineVariance / rows.BaselineVariance), 1 - Noise, 1 + Noise);
        // A correlation is known to 1 / sqrt(1,000).
        double Correlation(PairedEstimate p) => p.Covariance / Math.Sqrt(p.ChangeVariance * p.BaselineVariance);
        Assert.Equal(Correlation(rows), Correlation(sums), 4 * 0.033);
    }

    [Fact]
    public void A_model_and_itself_do_not_differ()
    {
        var (error, weights) = Rows(2000, 0.1, 3, weighted: true);

        Assert.Equal(0, CalibrationError.Compare(error, error, weights, seed: 1).ChangeVariance, 15);
    }

    [Theory]
    [InlineData(999, false)]
    [InlineData(1000, true)]
    public void Of_few_rows_the_rows_are_drawn(int rows, bool sums)
    {
        var (error, weights) = Rows(rows, 0.1, 4, weighted: false);

        Assert.Equal(!sums, error.Spread(weights, 1) == Bootstrap.Of(error.Measure(weights), weights, 1, error.Measure));
    }

    [Fact]
    public void Rows_of_which_few_have_all_the_weight_are_few()
    {
        var (error, weights) = Rows(5000, 0.1, 5, weighted: false);
        weights = [.. weights.Select((_, i) => i < 500 ? 1 : 1e-6)];

        Assert.Equal(Bootstrap.Of(error.Measure(weights), weights, 1, error.Measure), error.Spread(weights, 1));
    }

    [Fact]
    public void Scores_that_are_always_right_have_an_error_of_zero_that_does_not_spread()
    {
        var positive = Enumerable.Range(0, 2000).Select(i => i % 3 == 0).ToArray();
        var error = new CalibrationError(Array.ConvertAll(positive, p => p ? 1.0 : 0), positive);

        var spread = error.Spread([.. Enumerable.Repeat(1.0, 2000)], 1);

        Assert.Equal((0, 0), (spread.Value, spread.StandardError));
    }

    // In one bin with a clear bias the error is the mean residual: its standard error is that of a mean, sum(w^2 (r - m)^2) / sum(w)^2.
    [Fact]
    public void Far_from_zero_it_is_the_error_of_a_mean()
    {
        var positive = Enumerable.Range(0, 4000).Select(i => i % 4 == 0).ToArray();
        var error = new CalibrationError([.. Enumerable.Repeat(0.65, 4000)], positive);

        var spread = error.Spread([.. Enumerable.Repeat(1.0, 4000)], 1);

        Assert.Equal(0.4, spread.Value, 12);
        Assert.InRange(spread.StandardError / Math.Sqrt(0.25 * 0.75 / 4000), 1 - (4 * 0.0071), 1 + (4 * 0.0071));
    }

    private static (CalibrationError Error, double[] Weights) Rows(int rows, double bias, int seed, bool weighted)
    {
        var random = new Random(seed);
        var chances = Enumerable.Range(0, rows).Select(_ => random.NextDouble()).ToArray();
        var positive = Array.ConvertAll(chances, c => random.NextDouble() < c);
        return (new CalibrationError(Array.ConvertAll(chances, c => Math.Min(c + bias, 1)), positive), [.. chances.Select((_, i) => weighted ? 0.2 + (i % 7 / 3.0) : 1)]);
    }
}
