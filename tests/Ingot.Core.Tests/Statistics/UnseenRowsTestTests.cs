using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

public class UnseenRowsTestTests
{
    private const int Simulations = 4000;

    /// <summary>The normal distribution by erf of Python 3.</summary>
    [Theory]
    [InlineData(0.80, 0.02, 0.85, 0.01, true, 0.012673659338734126)]
    [InlineData(0.80, 0.02, 0.75, 0.01, true, 0.98732634066126588)]
    [InlineData(0.50, 0.03, 0.38, 0.04, false, 0.0081975359245961281)]
    [InlineData(0.80, 0.02, 0.80, 0.01, true, 0.5)]
    public void The_p_value_is_that_of_two_independent_estimates(double then, double thenError, double today, double todayError, bool higher, double expected) =>
        Assert.Equal(expected, UnseenRowsTest.PValue(then, thenError, today, todayError, higher), 12);

    [Fact]
    public void Without_errors_there_is_no_test()
    {
        Assert.True(double.IsNaN(UnseenRowsTest.PValue(1, 0, 1, 0, true)));
        Assert.True(double.IsNaN(UnseenRowsTest.PValue(0.8, double.NaN, 0.9, 0.01, true)));
    }

    /// <summary>
    /// A model that has seen neither sample: at 5 % it is suspected in 5 % of the simulations (within four standard errors of that), and at
    /// the level itself in no more than chance allows. Samples that share rows are suspected less often.
    /// </summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    public void The_false_alarm_rate_holds(double shared)
    {
        var random = new Random(20);
        int atFive = 0, atLevel = 0;
        for (var i = 0; i < Simulations; i++)
        {
            var then = Sample(random, 300);
            var today = Sample(random, 400);
            var common = (int)(shared * then.Scores.Length);
            Array.Copy(then.Scores, today.Scores, common);
            Array.Copy(then.Labels, today.Labels, common);
            var p = PValue(then, today);
            atFive += p <= 0.05 ? 1 : 0;
            atLevel += p <= UnseenRowsTest.Level ? 1 : 0;
        }

        var error = 4 * Math.Sqrt(0.05 * 0.95 / Simulations);
        Assert.InRange((double)atFive / Simulations, shared > 0 ? 0 : 0.05 - error, shared > 0 ? 0.05 : 0.05 + error);

        // The normal distribution's far tail is a little thin for 300 rows: 4 are expected, and 16 are 0.4 %.
        Assert.InRange(atLevel, 0, 16);
    }

    [Fact]
    public void A_model_that_learned_the_rows_is_found()
    {
        var random = new Random(21);
        var found = 0;
        for (var i = 0; i < 200; i++)
        {
            var today = Sample(random, 400);

            // It knows half of the rows by heart.
            for (var r = 0; r < 200; r++)
            {
                today.Scores[r] = today.Labels[r] ? 3 : -3;
            }

            found += PValue(Sample(random, 300), today) <= UnseenRowsTest.Level ? 1 : 0;
        }

        Assert.InRange(found, 180, 200);
    }

    private static double PValue((double[] Scores, bool[] Labels) then, (double[] Scores, bool[] Labels) today)
    {
        var (a, b) = (Auc(then), Auc(today));
        return UnseenRowsTest.PValue(a.Value, a.StandardError, b.Value, b.StandardError, higherIsBetter: true);
    }

    private static Interval Auc((double[] Scores, bool[] Labels) sample)
    {
        var weights = new double[sample.Scores.Length];
        Array.Fill(weights, 1.0);
        return DeLong.Auc(sample.Scores, sample.Labels, weights);
    }

    // A third is positive; the AUC is about 0.76.
    private static (double[] Scores, bool[] Labels) Sample(Random random, int rows)
    {
        var (scores, labels) = (new double[rows], new bool[rows]);
        for (var r = 0; r < rows; r++)
        {
            labels[r] = random.NextDouble() < 1.0 / 3;
            scores[r] = (labels[r] ? 1 : 0) + Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return (scores, labels);
    }
}
