using Ingot.Core.Diagnostics;
using Ingot.Core.Predictions;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Specs;

/// <summary>What a project says of probabilities and of decisions by them.</summary>
public class ThresholdReaderTests
{
    [Fact]
    public void What_is_not_said_is_none()
    {
        var spec = Read();
        Assert.Equal((CalibrationMethod.None, null, null, 0.5), (spec.Calibration, spec.ThresholdCosts, spec.ThresholdTarget, spec.ClassificationThreshold));
    }

    [Fact]
    public void It_is_read_as_it_was_written()
    {
        Assert.Equal((0.9, 0.95), (Read(("ModelPredictionInterval", "0.9")).PredictionInterval, Read(("ModelPredictionInterval", "95%")).PredictionInterval));
        Assert.Equal(CalibrationMethod.Isotonic, Read(("ModelCalibration", "isotonic")).Calibration);
        Assert.Equal(new DecisionCosts(1, 5), Read(("ModelThresholdCosts", "FalsePositive=1;FalseNegative=5")).ThresholdCosts);
        Assert.Equal(new DecisionCosts(0.5, 200), Read(("ModelThresholdCosts", " falsenegative = 2e2 ; FalsePositive = 0.5; ")).ThresholdCosts);
        Assert.Equal(new ThresholdTarget(ThresholdMetric.Recall, 0.8), Read(("ModelThresholdTarget", "Recall>=0.8")).ThresholdTarget);
        Assert.Equal(new ThresholdTarget(ThresholdMetric.Specificity, 0.95), Read(("ModelThresholdTarget", "specificity >= 95%")).ThresholdTarget);
    }

    [Theory]
    [InlineData("ModelCalibration", "Platt")]
    [InlineData("ModelPredictionInterval", "1")]
    [InlineData("ModelPredictionIntervalMethod", "Quantiles")]
    [InlineData("ModelPredictionIntervalMethod", "Wide")]
    [InlineData("ModelPredictionInterval", "90")]
    [InlineData("ModelPredictionInterval", "wide")]
    [InlineData("ModelThresholdCosts", "FalsePositive=1")]
    [InlineData("ModelThresholdCosts", "FalsePositive=1;FalsePositive=2")]
    [InlineData("ModelThresholdCosts", "FalsePositive=1;FalseNegative=0")]
    [InlineData("ModelThresholdCosts", "FalsePositive=1;FalseNegative=-5")]
    [InlineData("ModelThresholdCosts", "FalsePositive=1;FalseNegative=NaN")]
    [InlineData("ModelThresholdCosts", "FalsePositive=1;Miss=5")]
    [InlineData("ModelThresholdCosts", "5")]
    [InlineData("ModelThresholdTarget", "Recall")]
    [InlineData("ModelThresholdTarget", "Recall>0.8")]
    [InlineData("ModelThresholdTarget", "Recall>=0")]
    [InlineData("ModelThresholdTarget", "Recall>=1.2")]
    [InlineData("ModelThresholdTarget", "Recall>=80")]
    [InlineData("ModelThresholdTarget", "Recall>=a lot")]
    public void What_cannot_be_used_is_an_error(string property, string value)
    {
        var fault = Assert.Throws<IngotException>(() => Read((property, value))).Diagnostic;
        Assert.Equal("INGOT1001", fault.Code);
        Assert.Contains($"roperty {property} is '{value}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_that_no_threshold_is_chosen_by_is_told_with_the_nearest()
    {
        var fault = Assert.Throws<IngotException>(() => Read(("ModelThresholdTarget", "Recal>=0.8"))).Diagnostic;
        Assert.Contains("is not chosen by 'Recal' (did you mean Recall?); expected Recall, Precision, Specificity", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ModelClassificationThreshold", "0.4", "ModelThresholdCosts", "FalsePositive=1;FalseNegative=5")]
    [InlineData("ModelClassificationThreshold", "0.4", "ModelThresholdTarget", "Recall>=0.8")]
    [InlineData("ModelThresholdCosts", "FalsePositive=1;FalseNegative=5", "ModelThresholdTarget", "Recall>=0.8")]
    public void Two_ways_at_once_are_refused(string first, string value, string second, string other)
    {
        var fault = Assert.Throws<IngotException>(() => Read((first, value), (second, other))).Diagnostic;
        Assert.Equal("INGOT1001", fault.Code);
        Assert.StartsWith($"The project has both {first} ({value}) and {second} ({other})", fault.Message, StringComparison.Ordinal);
    }

    private static ModelSpec Read(params (string Name, string Value)[] properties) => ModelSpecReader.Read(new ProjectDocument(
        [
            new("ModelName", "Churn"), new("ProjectFile", "/src/Churn.csproj"), new("ModelSchemaFile", "/src/Churn.schema.json"), new("ModelAcceptedFile", "/src/Churn.accepted.json"),
            new("ModelLabel", "churn"), .. properties.Select(p => KeyValuePair.Create(p.Name, p.Value)),
        ],
        [
            new ProjectItem("TrainingData", "/src/train.csv", new Dictionary<string, string>(), default),
            new ProjectItem("ReferenceData", "/src/reference.csv", new Dictionary<string, string>(), default),
        ]));
}
