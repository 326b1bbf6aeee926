using System.Globalization;
using System.Text.Json;
using Ingot.Core.Schemas;
using Ingot.Onnx.Continued;
using Ingot.Onnx.Features;
using Ingot.Onnx.Graphs;
using Ingot.Onnx.Learned;
using Ingot.Scoring;

namespace Ingot.Onnx;

/// <summary>Writes the whole model: the featurisation, what was learned behind it, and the outputs.</summary>
public static class OnnxModelWriter
{
    /// <summary>Writes <paramref name="path"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">As of <see cref="ToBytes(ModelSchema, FeaturePlan, LearnedModel, ModelAnswer, string, ReleasedStart)"/>.</param>
    /// <param name="plan">As of <see cref="ToBytes(ModelSchema, FeaturePlan, LearnedModel, ModelAnswer, string, ReleasedStart)"/>.</param>
    /// <param name="learned">As of <see cref="ToBytes(ModelSchema, FeaturePlan, LearnedModel, ModelAnswer, string, ReleasedStart)"/>.</param>
    /// <param name="threshold">Probability from which the positive class is predicted (binary).</param>
    /// <param name="modelName">As of <see cref="ToBytes(ModelSchema, FeaturePlan, LearnedModel, ModelAnswer, string, ReleasedStart)"/>.</param>
    public static void Write(string path, ModelSchema schema, FeaturePlan plan, LearnedModel learned, double threshold, string modelName) =>
        File.WriteAllBytes(path, ToBytes(schema, plan, learned, threshold, modelName));

    /// <summary>The bytes of the ONNX file.</summary>
    /// <param name="schema">Names inputs, task and classes.</param>
    /// <param name="plan">The featurisation.</param>
    /// <param name="learned">What was learned on its features; of trees the thresholds are decoded here.</param>
    /// <param name="threshold">Probability from which the positive class is predicted (binary). An anomaly detection has learned its own.</param>
    /// <param name="modelName">The graph's name.</param>
    public static byte[] ToBytes(ModelSchema schema, FeaturePlan plan, LearnedModel learned, double threshold, string modelName) =>
        ToBytes(schema, plan, learned, new ModelAnswer(null, threshold), modelName);

    /// <summary>The bytes of the ONNX file.</summary>
    /// <param name="schema">Names inputs, task and classes.</param>
    /// <param name="plan">The featurisation.</param>
    /// <param name="learned">What was learned on its features; of trees the thresholds are decoded here.</param>
    /// <param name="answer">What is made of its scores.</param>
    /// <param name="modelName">The graph's name.</param>
    /// <param name="start">The release on top of which it was learned: its raw scores are added, and its part of the file stays as it is. Null: there is none.</param>
    public static byte[] ToBytes(ModelSchema schema, FeaturePlan plan, LearnedModel learned, ModelAnswer answer, string modelName, ReleasedStart? start = null)
    {
        var graph = new OnnxGraph();
        var calibration = answer.Calibration;
        if ((calibration as BinaryCalibration)?.Linked(learned) is { } linked)
        {
            (learned, calibration) = (linked, null);
        }

        var features = FeatureGraph.Append(graph, plan.Steps);
        if (learned is ClusterModel clusters)
        {
            ClusterGraph.Append(graph, features, clusters);
            Describe(graph, schema);
            return graph.ToArray(modelName);
        }

        var raw = learned switch
        {
            TreeModel trees => TreeGraph.Append(graph, features, plan.Decode(trees), start is null ? plan.Columns : null),
            LinearModel linear => LinearGraph.Append(graph, features, linear, start is null ? plan.Columns : null),
            _ => throw new ArgumentException($"A learned model of type {learned.GetType()}.", nameof(learned)),
        };
        raw = start is null ? raw : graph.Node("Add", [start.AppendTo(graph, learned.Link), raw]);
        switch (schema.Task)
        {
            case ModelTask.BinaryClassification:
                Binary(graph, learned.Link == OutputLink.Share ? LogOdds(graph, raw) : raw, schema, learned, answer.Threshold, calibration);
                break;
            case ModelTask.MulticlassClassification:
                Multiclass(graph, raw, schema, learned.Link, calibration);
                break;
            case ModelTask.AnomalyDetection:
                Anomaly(graph, raw, learned.Threshold ?? throw new ArgumentException("An anomaly detection has learned no threshold.", nameof(learned)));
                break;
            default:
                var value = learned.Link == OutputLink.Exponential ? graph.Node("Exp", [raw]) : raw;
                graph.Output(graph.Cast(value, ElementType.Float), OutputNames.Score, ElementType.Float, 1);
                if (answer.Interval is { } interval)
                {
                    Interval(graph, value, interval, learned.Link == OutputLink.Exponential, Quantiles(graph, features, plan, interval));
                }

                break;
        }

        Describe(graph, schema);
        Describe(graph, answer);
        var words = plan.Steps.Where(s => s.Text?.Words is not null).ToDictionary(s => s.Column.Name, s => s.Text!.Words!);
        if (start is not null)
        {
            start.Describe(graph, plan.IsSparse ? plan.Names.Count : 0, words);
        }
        else if (plan.IsSparse)
        {
            graph.Width(plan.Names.Count);
            graph.Metadata(OnnxGraph.WordsKey, JsonSerializer.Serialize(words));
        }

        return graph.ToArray(modelName);
    }

    /// <summary>Writes into a model what it predicts.</summary>
    internal static void Describe(OnnxGraph graph, ModelSchema schema)
    {
        graph.Metadata("ingot.task", schema.Task.ToString());
        graph.Metadata("ingot.label", schema.LabelIfAny?.Name ?? string.Empty);
        graph.Metadata("ingot.classes", JsonSerializer.Serialize(schema.Classes));
        graph.Metadata("ingot.positiveClass", schema.PositiveClass ?? string.Empty);
    }

    /// <summary>Writes into a model what is made of its scores.</summary>
    internal static void Describe(OnnxGraph graph, ModelAnswer answer)
    {
        if (answer.Calibration is { } calibration)
        {
            graph.Metadata(Calibration.Key, calibration.Method);
        }

        if (answer.IsChosen)
        {
            graph.Metadata(ModelAnswer.ThresholdKey, answer.Threshold.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Adds the ends of the intervals of predicted numbers.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="value">The predicted number, in double.</param>
    /// <param name="interval">The intervals.</param>
    /// <param name="isPositive">Whether none goes below 0.</param>
    /// <param name="quantiles">The two predicted quantiles; null: intervals go out from the prediction.</param>
    internal static void Interval(OnnxGraph graph, string value, ModelInterval interval, bool isPositive, (string Low, string High)? quantiles = null)
    {
        var half = graph.Doubles([interval.HalfWidth], 1);
        var (low, high) = (graph.Node("Sub", [quantiles?.Low ?? value, half]), graph.Node("Add", [quantiles?.High ?? value, half]));
        if (quantiles is not null)
        {
            // The mean of skewed values may lie beyond their quantiles: what is predicted is in the interval.
            (low, high) = (graph.Node("Min", [low, value]), graph.Node("Max", [high, value]));
        }

        // What is learned by its logarithm is never below 0.
        low = isPositive ? graph.Node("Max", [low, graph.Doubles([0], 1)]) : low;
        graph.Output(graph.Cast(low, ElementType.Float), OutputNames.PredictionLow, ElementType.Float, 1);
        graph.Output(graph.Cast(high, ElementType.Float), OutputNames.PredictionHigh, ElementType.Float, 1);
        graph.Metadata(ModelAnswer.IntervalKey, interval.Coverage.ToString("R", CultureInfo.InvariantCulture));
    }

    // Of two quantiles that cross the lower one is the lower end.
    private static (string Low, string High)? Quantiles(OnnxGraph graph, string features, FeaturePlan plan, ModelInterval interval)
    {
        if (interval is not { Low: { } lower, High: { } upper })
        {
            return null;
        }

        string[] both = [TreeGraph.Append(graph, features, plan.Decode(lower), columns: null), TreeGraph.Append(graph, features, plan.Decode(upper), columns: null)];
        return (graph.Node("Min", both), graph.Node("Max", both));
    }

    private static void Binary(OnnxGraph graph, string raw, ModelSchema schema, LearnedModel learned, double threshold, Calibration? calibration)
    {
        var probability = graph.Cast(
            calibration is BinaryCalibration { Curve: IsotonicCurve curve } ? CalibrationGraph.Binary(graph, raw, learned, curve) : Linked(graph, raw, learned),
            ElementType.Float);
        var positive = graph.Cast(graph.Node("GreaterOrEqual", [probability, graph.Floats([(float)threshold], 1)]), ElementType.Int64);
        graph.Output(Label(graph, positive, schema), OutputNames.PredictedLabel, ElementType.String, 1);
        graph.Output(graph.Cast(raw, ElementType.Float), OutputNames.Score, ElementType.Float, 1);
        graph.Output(probability, OutputNames.Probability, ElementType.Float, 1);
    }

    private static void Anomaly(OnnxGraph graph, string raw, double threshold)
    {
        // As the paper has it: 2 to the power of less the mean path by the usual one.
        var score = graph.Cast(graph.Node("Pow", [graph.Doubles([2], 1), raw]), ElementType.Float);
        var isAnomaly = graph.Cast(graph.Node("GreaterOrEqual", [score, graph.Floats([(float)threshold], 1)]), ElementType.Int64);
        graph.Output(graph.ClassText(isAnomaly, [OutputNames.Normal, OutputNames.Anomaly]), OutputNames.PredictedLabel, ElementType.String, 1);
        graph.Output(score, OutputNames.Score, ElementType.Float, 1);
        graph.Metadata(AnomalyThreshold.Key, AnomalyThreshold.Text((float)threshold));
    }

    private static string Linked(OnnxGraph graph, string raw, LearnedModel learned)
    {
        var scaled = graph.Node("Add", [graph.Node("Mul", [raw, graph.Doubles([learned.LinkSlope], 1)]), graph.Doubles([learned.LinkOffset], 1)]);
        return graph.Node("Sigmoid", [scaled]);
    }

    private static void Multiclass(OnnxGraph graph, string raw, ModelSchema schema, OutputLink link, Calibration? calibration)
    {
        var shares = link switch
        {
            OutputLink.OneVersusAll => Normalised(graph, graph.Node("Max", [graph.Node("Sigmoid", [raw]), graph.Doubles([LearnedModel.LeastProbability], 1)])),
            OutputLink.Share => Normalised(graph, Kept(graph, raw)),
            _ => graph.Node("Softmax", [raw], ("axis", 1L)),
        };
        var probabilities = graph.Cast(shares, ElementType.Float);
        probabilities = calibration is null ? probabilities : graph.Cast(CalibrationGraph.Multiclass(graph, probabilities, calibration), ElementType.Float);
        var best = graph.Node("ArgMax", [probabilities], ("axis", 1L), ("keepdims", 1L));
        graph.Output(Label(graph, best, schema), OutputNames.PredictedLabel, ElementType.String, 1);
        graph.Output(probabilities, OutputNames.Probabilities, ElementType.Float, schema.Classes.Count);
    }

    private static string Normalised(OnnxGraph graph, string each) =>
        graph.Node("Div", [each, graph.Node("ReduceSum", [each, graph.Longs([1], 1)], ("keepdims", 1L))]);

    private static string Kept(OnnxGraph graph, string share) =>
        graph.Node("Min", [graph.Node("Max", [share, graph.Doubles([LearnedModel.LeastShare], 1)]), graph.Doubles([1 - LearnedModel.LeastShare], 1)]);

    private static string LogOdds(OnnxGraph graph, string share)
    {
        var kept = Kept(graph, share);
        return graph.Node("Log", [graph.Node("Div", [kept, graph.Node("Sub", [graph.Doubles([1], 1), kept])])]);
    }

    private static string Label(OnnxGraph graph, string index, ModelSchema schema) => graph.ClassText(index, schema.Classes);
}
