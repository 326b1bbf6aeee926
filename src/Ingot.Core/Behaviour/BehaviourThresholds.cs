using System.Globalization;

namespace Ingot.Core.Behaviour;

/// <summary>The thresholds of tests that hold measures against values.</summary>
internal static class BehaviourThresholds
{
    private const string FairnessRemedy =
        "Look for features that stand for the group, give more or better data of the group that is treated worse, or change the test if it asks for the wrong thing.";

    private const string CalibrationRemedy =
        "A slope under 1 means probabilities that are too extreme (train less or regularise more), over 1 too moderate ones; an intercept under 0 means that they are too high, over 0 too low (compare the shares of positives in training and reference data).";

    public static IEnumerable<BehaviourThreshold> Of(BehaviourTest test, BehaviourResult result) => test switch
    {
        FairnessGate fairness => Fairness(fairness),
        CalibrationGate calibration => Calibration(calibration),
        StabilityTest stability =>
        [
            new(ComparisonMeasures.Spread, string.Empty, false, stability.MaxSpread, $"The spread of {stability.Metric} over {Number(stability.Seeds + 1)} seeds", "Give more training rows or regularise more; or raise MaxSpread if so much is bearable.")
            {
                WhenUndefined = $"{stability.Metric} must be a metric of the task that has a value on the reference rows.",
            },
        ],
        SimplerModelTest simpler => [Simpler(simpler, result)],
        LeakageTest leakage => Leakage(leakage),
        StalenessTest staleness =>
        [
            new(ComparisonMeasures.Loss, string.Empty, false, staleness.MaxRegression, $"The loss of {staleness.Metric} without the newest {Days(staleness.Age)} of training data", "Train more often than that and make Age the time between two trainings, or take features that change less.")
            {
                WhenUndefined = $"{staleness.Metric} must be a metric of the task that has a value on the reference rows.",
            },
        ],
        _ => throw new ArgumentException($"A test of type {test.Kind} has no thresholds.", nameof(test)),
    };

    private static IEnumerable<BehaviourThreshold> Fairness(FairnessGate gate)
    {
        (string Measure, string Metadata, bool IsLeast, double? Limit, string Subject)[] all =
        [
            (GroupFairness.DemographicParityDifference, "MaxDemographicParityDifference", false, gate.MaxDemographicParityDifference, "demographic parity difference"),
            (GroupFairness.EqualOpportunityDifference, "MaxEqualOpportunityDifference", false, gate.MaxEqualOpportunityDifference, "equal opportunity difference"),
            (GroupFairness.EqualizedOddsDifference, "MaxEqualizedOddsDifference", false, gate.MaxEqualizedOddsDifference, "equalized odds difference"),
            (GroupFairness.DisparateImpact, "MinDisparateImpact", true, gate.MinDisparateImpact, "disparate impact"),
        ];
        return all.Where(t => t.Limit is not null).Select(t =>
            new BehaviourThreshold(t.Measure, t.Metadata, t.IsLeast, t.Limit!.Value, $"The {t.Subject} of {gate.Name}", FairnessRemedy)
            {
                WhenUndefined = "It needs two groups with rows of the kind that it is about, and rows that are predicted positive. Give more reference rows or a lower MinRows.",
            });
    }

    private static IEnumerable<BehaviourThreshold> Calibration(CalibrationGate gate)
    {
        var place = gate.Slice is null ? "on the reference data" : $"on slice '{gate.Slice}'";
        (string Measure, string Metadata, bool IsLeast, double? Limit, string Subject)[] all =
        [
            (CalibrationMeasures.Ece, "MaxECE", false, gate.MaxEce, "ECE"),
            (CalibrationMeasures.Slope, "MinSlope", true, gate.MinSlope, "The calibration slope"),
            (CalibrationMeasures.Slope, "MaxSlope", false, gate.MaxSlope, "The calibration slope"),
            (CalibrationMeasures.Intercept, "MinIntercept", true, gate.MinIntercept, "The calibration intercept"),
            (CalibrationMeasures.Intercept, "MaxIntercept", false, gate.MaxIntercept, "The calibration intercept"),
        ];
        return all.Where(t => t.Limit is not null).Select(t =>
            new BehaviourThreshold(t.Measure, t.Metadata, t.IsLeast, t.Limit!.Value, $"{t.Subject} {place}", CalibrationRemedy)
            {
                WhenUndefined = "It needs rows of both classes, and probabilities that differ and do not separate them. Give more reference rows.",
            });
    }

    private static BehaviourThreshold Simpler(SimplerModelTest test, BehaviourResult result)
    {
        var gain = result.Find(ComparisonMeasures.Gain);
        // A test of a model against itself could not pass.
        var remedy = test.Name == SimplerModelTest.Constant
            ? "Find data and features that tell the label; what knows nothing is no model to ship."
            : $"Ship the simple model (<Trainer Include=\"{test.Name}\" />, with {SimplerModelTest.Constant} in this test), or find the data and features that make the other one worth its price.";
        var subject = $"The gain in {test.Metric} over the simpler model {test.Name}";
        return new BehaviourThreshold(ComparisonMeasures.Gain, string.Empty, true, test.MinGain, subject, remedy)
        {
            WhenUndefined = $"{test.Metric} must be a metric of the task that has a value on the reference rows.",

            // An interval without an end below 0 proves the gain; one without width is a difference without chance.
            Proof = gain is { Value: > 0, Low: <= 0 }
                ? $"{subject} is {gain.Value.ToString("F4", CultureInfo.InvariantCulture)}, which chance alone can explain ({BehaviourMessages.Evidence(gain, result)}). {remedy}"
                : null,
        };
    }

    private static IEnumerable<BehaviourThreshold> Leakage(LeakageTest test)
    {
        yield return new BehaviourThreshold(
            ComparisonMeasures.SingleFeature, "MaxSingleFeature", false, test.MaxSingleFeature, "What the best feature alone explains",
            "Find out when its values are written: after the label is known, the model must not have it. Give it the role Ignored in the schema file, or raise MaxSingleFeature if it may.")
        {
            WhenUndefined = "It needs reference rows of every class, and values that differ.",
        };
        if (test.Shuffled)
        {
            yield return new BehaviourThreshold(
                ComparisonMeasures.Shuffled, "Shuffled", false, ComparisonMeasures.MostOfShuffled, "The distance above chance, in standard errors, of models trained on shuffled labels",
                "Something besides the labels tells the model the answer. Look for reference rows in the training data and for features made from all rows.")
            {
                WhenUndefined = "It needs reference rows of every class, and values that differ.",
            };
        }
    }

    private static string Days(TimeSpan age) => age.TotalDays == 1 ? "day" : $"{Number(age.TotalDays)} days";

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
