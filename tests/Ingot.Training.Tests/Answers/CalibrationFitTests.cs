using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx.Learned;
using Ingot.Training.Answers;

namespace Ingot.Training.Tests.Answers;

/// <summary>
/// Calibrations are those of scikit-learn 1.2.1: <c>_sigmoid_calibration(s, y, w)</c> (whose BFGS stops at a gradient of 1e-5; the values here are of the same loss, followed to
/// its end by Nelder-Mead, and agree with it to 5e-7), <c>IsotonicRegression(out_of_bounds="clip").fit(s, y, w)</c> and
/// <c>CalibratedClassifierCV(method="isotonic", cv="prefit").fit(P, Y).predict_proba(P)</c>. Temperatures are those of <c>scipy.optimize.minimize_scalar</c>.
/// </summary>
public class CalibrationFitTests
{
    // Rounded to one digit: seven of the forty are ties.
    private static readonly double[] s_odds =
    [
        0.1, -1.5, 3.6, 1.6, -0.0, -3.3, -1.8, 3.9, 2.1, 2.1, 2.6, 1.0, -1.2, 0.2, 0.9, 3.5, 2.9, 2.1, -0.9, -2.4, -0.7, 3.8, -2.3, 1.9, 2.2, 3.7, -1.5, -2.1, -3.7, -1.4, -0.5,
        0.6, 0.6, -0.0, -0.2, 3.0, -1.1, -3.7, 0.2, -3.2,
    ];

    private static readonly float[] s_labels = [1, 0, 1, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0];

    private static readonly double[] s_weights = [.. Enumerable.Range(0, 40).Select(i => 1.0 + (i % 3))];

    private static readonly double[] s_places = [-5, -3.95, -3, -1.23, -0.1, 0, 0.55, 1.77, 2.5, 3.3, 5.0];

    private static readonly double[] s_probabilities =
    [
        .68, .14, .18, .13, .13, .74, .39, .18, .43, .54, .06, .4, .48, .17, .35, .3, .43, .27, .74, .14, .12, .6, .1, .3, .08, .83, .09, .26, .35, .39, .39, .44, .17, .07, .68, .25,
        .12, .23, .65, .53, .2, .27, .21, .65, .14, .56, .19, .25, .13, .59, .28, .46, .37, .17, .05, .73, .22, .25, .3, .45, .2, .19, .61, .48, .31, .21, .34, .27, .39, .31, .45, .24,
        .12, .27, .61, .39, .21, .4, .17, .66, .17, .08, .48, .44, .57, .23, .2, .41, .46, .13, .68, .11, .21, .77, .09, .14, .35, .26, .39, .31, .53, .16, .3, .44, .26, .58, .31, .11,
        .17, .35, .48, .04, .4, .56, .29, .43, .28, .67, .27, .06, .1, .28, .62, .28, .09, .63, .1, .29, .61, .26, .62, .12, .12, .67, .21, .07, .41, .52, .08, .67, .25, .38, .36, .26,
        .12, .8, .08, .53, .29, .18, .42, .18, .4, .43, .24, .33, .09, .06, .85, .21, .57, .22, .5, .27, .23, .07, .06, .87, .5, .44, .06, .07, .41, .52, .37, .3, .33, .34, .62, .04,
    ];

    private static readonly float[] s_classes =
    [
        0, 0, 2, 2, 2, 2, 0, 2, 1, 2, 1, 1, 0, 2, 2, 1, 0, 1, 2, 0, 1, 1, 1, 2, 1, 1, 1, 2, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 0, 0, 2, 0, 0, 1, 0, 2, 1, 0, 1, 0, 2, 0, 2, 0, 0, 2, 0, 0,
        0, 1,
    ];

    [Theory]
    [InlineData(false, 0.6631976808507731, -0.32856171817379476)]
    [InlineData(true, 0.8531794879356328, -0.1258033372223931)]
    public void A_sigmoid_is_that_of_scikit_learn(bool weighted, double slope, double offset)
    {
        var curve = Assert.IsType<LogisticCurve>(Assert.IsType<BinaryCalibration>(Fit(CalibrationMethod.Sigmoid, weighted).Calibration).Curve);

        Assert.Equal(slope, curve.Slope, 1e-6);
        Assert.Equal(offset, curve.Offset, 1e-6);
    }

    [Fact]
    public void Rows_that_are_told_apart_without_a_fault_give_no_certainty()
    {
        var curve = SigmoidFit.Of([-3, -2, -1, 1, 2, 3], [false, false, false, true, true, true], [1, 1, 1, 1, 1, 1]);

        Assert.Equal(0.6214000828966534, curve.Slope, 5);
        Assert.Equal(0, curve.Offset, 5);
    }

    [Fact]
    public void Scores_that_are_all_the_same_give_the_share_of_the_class()
    {
        var curve = SigmoidFit.Of([2, 2, 2, 2], [false, false, false, true], [1, 1, 1, 1]);

        // Of targets 2/3 and 1/5, three times.
        Assert.Equal(((2.0 / 3) + (3 * 0.2)) / 4, curve.At(2), 6);
    }

    [Theory]
    [InlineData(false, new[] { 0.0, 0.0, 0.0, 0.14285714285714285, 0.43809523809523804, 0.7333333333333333, 0.7333333333333333, 0.7333333333333333, 0.7458333333333333, 0.75, 1.0 })]
    [InlineData(true, new[] { 0.0, 0.0, 0.0, 0.25, 0.4485294117647059, 0.6470588235294118, 0.6470588235294118, 0.8666666666666667, 0.8729166666666667, 0.875, 1.0 })]
    public void An_isotonic_curve_is_that_of_scikit_learn(bool weighted, double[] values)
    {
        var (calibration, _) = Fit(CalibrationMethod.Isotonic, weighted);

        Assert.All(calibration.Apply(s_places).Zip(values), p => Assert.Equal(p.Second, p.First, 12));
        Assert.True(double.IsNaN(calibration.Apply([double.NaN])[0]));
    }

    [Fact]
    public void A_temperature_is_the_best_one()
    {
        Assert.Equal(1.3129192630411306, Fit(CalibrationMethod.Temperature, weighted: false).Report.Temperature!.Value, 6);
        var (calibration, report) = Fit(CalibrationMethod.Temperature, s_probabilities, s_classes);

        Assert.Equal(1.4304618893533108, report.Temperature!.Value, 6);
        Assert.True(report.LogLossAfter < report.LogLossBefore);
        Assert.All(calibration.Apply(s_probabilities).Chunk(3), p => Assert.Equal(1, p.Sum(), 12));
    }

    [Fact]
    public void More_classes_are_calibrated_one_against_the_rest_as_scikit_learn_does()
    {
        var isotonic = Fit(CalibrationMethod.Isotonic, s_probabilities, s_classes).Calibration.Apply(s_probabilities);
        Assert.All(
            isotonic.Zip(new[] { 0.9230769230769231, 0.0, 0.07692307692307693, 0.4305239179954442, 0.0, 0.5694760820045558, 0.4329896907216495, 0.0, 0.5670103092783505 }),
            p => Assert.Equal(p.Second, p.First, 12));
        Assert.Equal([0.3243243243243243, 0.28957528957528955, 0.38610038610038605], isotonic[15..18], Near(12));

        // _sigmoid_calibration of the log odds of each class, divided by the sum.
        var sigmoid = Fit(CalibrationMethod.Sigmoid, s_probabilities, s_classes).Calibration.Apply(s_probabilities);
        Assert.Equal([0.6299408407640112, 0.1651078202229709, 0.20495133901301776, 0.26215853723792004, 0.1350998991042059, 0.6027415636578741], sigmoid[..6], Near(5));
    }

    [Fact]
    public void Where_every_class_says_0_each_is_as_probable_as_the_others()
    {
        var never = new IsotonicCurve([0.1, 0.9], [0, 0]);

        Assert.Equal([1.0 / 3, 1.0 / 3, 1.0 / 3], new OneVersusRestCalibration("Isotonic", [never, never, never]).Apply([0.2, 0.3, 0.5]));
    }

    [Theory]
    [InlineData(CalibrationMethod.Sigmoid)]
    [InlineData(CalibrationMethod.Isotonic)]
    [InlineData(CalibrationMethod.Temperature)]
    public void Rows_of_one_class_give_no_calibration(CalibrationMethod method)
    {
        var fault = Assert.Throws<IngotException>(() => Fit(method, s_odds, Array.ConvertAll(s_labels, _ => 0f))).Diagnostic;

        Assert.Equal("INGOT2080", fault.Code);
        Assert.Contains("The 40 rows that ModelCalibration=", fault.Message, StringComparison.Ordinal);
        Assert.Contains("have no row of 'yes'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_weight_do_not_count()
    {
        var weights = Array.ConvertAll(s_labels, l => l == 1 ? 0.0 : 1);

        Assert.Contains("have no row of 'yes' with a weight", Assert.Throws<IngotException>(() => Fit(CalibrationMethod.Sigmoid, s_odds, s_labels, weights)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_temperature_is_the_best_where_rows_are_told_apart_without_a_fault()
    {
        var fault = Assert.Throws<IngotException>(() => Fit(CalibrationMethod.Temperature, Array.ConvertAll(s_labels, l => l == 1 ? 2.0 : -2), s_labels)).Diagnostic;

        Assert.Equal("INGOT2080", fault.Code);
        Assert.Contains("No temperature is the best on the 40 rows", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_rows_and_a_falling_slope_are_told()
    {
        var diagnostics = new DiagnosticList();
        Fit(CalibrationMethod.Isotonic, s_odds, s_labels, null, diagnostics);
        Fit(CalibrationMethod.Sigmoid, Array.ConvertAll(s_odds, o => -o), s_labels, null, diagnostics);

        Assert.Equal(["INGOT2081", "INGOT2081"], diagnostics.Items.Select(d => d.Code));
        Assert.StartsWith("The isotonic calibration rests on 40 rows (validation rows); on fewer than 1,000", diagnostics.Items[0].Message, StringComparison.Ordinal);
        Assert.StartsWith("The slope of the sigmoid calibration is -0.663", diagnostics.Items[1].Message, StringComparison.Ordinal);
    }

    private static Comparer Near(int digits) => new(digits);

    private static (Calibration Calibration, CalibrationReport Report) Fit(CalibrationMethod method, bool weighted) => Fit(method, s_odds, s_labels, weighted ? s_weights : null);

    private static (Calibration Calibration, CalibrationReport Report) Fit(
        CalibrationMethod method, double[] said, float[] labels, double[]? weights = null, DiagnosticList? diagnostics = null)
    {
        using var data = TrainingCase.Of(said.Length > labels.Length ? ModelTask.MulticlassClassification : ModelTask.BinaryClassification, rows: 10);
        data.Calibration = method;
        return new CalibrationFit(data.Spec("LightGbm"), data.Schema, labels, weights)
            .Fit(new HeldOutScores([.. Enumerable.Range(0, labels.Length)], said, HeldOutScores.Validation), diagnostics ?? new DiagnosticList());
    }

    private sealed class Comparer(int digits) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < Math.Pow(10, -digits);

        public int GetHashCode(double obj) => 0;
    }
}
