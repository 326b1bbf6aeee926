using Ingot.Core.Behaviour;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests.Behaviour;

/// <summary>
/// Expected values: statsmodels 0.13.5 on the very arrays below, logit = log(p / (1 - p)) of the float32 probabilities:
/// <c>GLM(y, add_constant(logit), family=Binomial())</c> for the slope, <c>GLM(y, ones, offset=logit, family=Binomial())</c>
/// for the intercept, with <c>var_weights=arange(1, 21) / 10.5</c> where there are weights; <c>fit(tol=1e-14)</c>, params and bse.
/// </summary>
public class RecalibrationTests
{
    private static readonly float[] Scores =
        [.05f, .1f, .2f, .15f, .3f, .35f, .4f, .45f, .5f, .55f, .6f, .65f, .7f, .75f, .8f, .85f, .9f, .95f, .97f, .03f];

    private static readonly bool[] Positive = Array.ConvertAll((int[])[0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0], y => y == 1);

    [Theory]
    [InlineData(false, 0.8686642260845203, 0.4177555026060123, 0.23591419959270624, 0.5628008545144155)]
    [InlineData(true, 0.9468443812554697, 0.4706994894969408, 0.04977862376816915, 0.5880318424760905)]
    public void Slope_and_intercept_are_those_of_statsmodels(bool weighted, double slope, double slopeError, double intercept, double interceptError)
    {
        var fit = Recalibration.Fit(
            Array.ConvertAll(Scores, s => (double)s), Positive, [.. Enumerable.Range(1, 20).Select(i => weighted ? i : 1.0)]);

        Assert.Equal(slope, fit.Slope.Value, 9);
        Assert.Equal(slopeError, fit.Slope.StandardError, 7);
        Assert.Equal(intercept, fit.Intercept.Value, 9);
        Assert.Equal(interceptError, fit.Intercept.StandardError, 7);
    }

    [Fact]
    public void ECE_is_that_of_the_metric()
    {
        // NumPy: bins ceil(15 p) - 1, sum of |sum of (p - y)| over the bins, divided by 20.
        var predictions = new PredictionSet
        {
            Task = ModelTask.BinaryClassification,
            Classes = ["No", "Yes"],
            Rows = 20,
            RowNumbers = new long[20],
            LabelCodes = Array.ConvertAll(Positive, p => p ? 1 : 0),
            Scores = Scores,
        };

        var measures = CalibrationMeasures.Of(predictions, [.. Enumerable.Range(0, 20)]);
        Assert.Equal(["ECE", "Slope", "Intercept"], measures.Select(m => m.Name));
        Assert.Equal(0.24550000475719572, measures[0].Value, 12);
        Assert.Equal(0.8686642260845203, measures[1].Value, 9);
    }

    [Fact]
    public void What_the_rows_do_not_define_has_no_value()
    {
        double[] ones = [1, 1, 1, 1];
        var oneClass = Recalibration.Fit([.2, .4, .6, .8], [true, true, true, true], ones);
        Assert.True(double.IsNaN(oneClass.Slope.Value) && double.IsNaN(oneClass.Intercept.Value));

        // Separable labels: the slope grows without end. The intercept has a value all the same.
        var separable = Recalibration.Fit([.2, .4, .6, .8], [false, false, true, true], ones);
        Assert.True(double.IsNaN(separable.Slope.Value));
        Assert.Equal(0, separable.Intercept.Value, 9);

        // One probability only: no slope; the intercept is the difference of the logits.
        var constant = Recalibration.Fit([.5, .5, .5, .5], [false, true, true, true], ones);
        Assert.True(double.IsNaN(constant.Slope.Value));
        Assert.Equal(Math.Log(3), constant.Intercept.Value, 9);
    }

    [Fact]
    public void Certain_and_wrong_probabilities_are_fitted_too()
    {
        var fit = Recalibration.Fit([0, 1, 0, 1, 0, 1], [false, true, false, true, true, false], [1, 1, 1, 1, 1, 1]);

        // Two of three are right on each side: logit 0.693 where 15.9 was said.
        Assert.Equal(Math.Log(2) / Math.Log((1 - 1.1920929e-07) / 1.1920929e-07), fit.Slope.Value, 6);
        Assert.Equal(0, fit.Intercept.Value, 6);
    }
}
