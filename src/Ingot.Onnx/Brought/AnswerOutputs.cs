using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx.Graphs;
using Ingot.Onnx.Learned;

namespace Ingot.Onnx.Brought;

/// <summary>Makes the outputs of the task out of the answer of an ONNX file of the project's own, or of several of Ingot's.</summary>
/// <param name="graph">The joined graph.</param>
/// <param name="schema">The task and the classes.</param>
/// <param name="made">What is made of the answer.</param>
internal sealed class AnswerOutputs(OnnxGraph graph, ModelSchema schema, ModelAnswer made)
{
    // The log odds of 0 and 1 are infinite: the score says no more than the probability, and stays finite.
    private const double Least = 1e-7;

    /// <summary>Adds the outputs.</summary>
    public void Append(Answer answer)
    {
        var table = graph.Node("Reshape", [graph.Cast(BroughtModel.Named(answer.Value), ElementType.Double), graph.Longs([-1, answer.Width], 2)]);
        switch (schema.Task)
        {
            case ModelTask.BinaryClassification:
                Binary(Positive(table, answer));
                break;
            case ModelTask.MulticlassClassification:
                Multiclass(Probabilities(table, answer));
                break;
            default:
                graph.Output(graph.Cast(table, ElementType.Float), OutputNames.Score, ElementType.Float, 1);
                if (made.Interval is { } interval)
                {
                    OnnxModelWriter.Interval(graph, table, interval, isPositive: false);
                }

                break;
        }
    }

    private string Probabilities(string table, Answer answer)
    {
        var ordered = graph.Node("Gather", [table, graph.Longs([.. answer.Order.Select(o => (long)o)], answer.Order.Count)], ("axis", 1L));
        return answer.Kind == ModelOutputKind.Logits ? graph.Node("Softmax", [ordered], ("axis", 1L)) : ordered;
    }

    /// <summary>The probability of the positive class, [N, 1].</summary>
    private string Positive(string table, Answer answer)
    {
        if (answer.Width > 1)
        {
            return graph.Node("Gather", [Probabilities(table, answer), graph.Longs([1], 1)], ("axis", 1L));
        }

        var probability = answer.Kind == ModelOutputKind.Logits ? graph.Node("Sigmoid", [table]) : table;
        return answer.Order[1] == 0 ? probability : graph.Node("Sub", [graph.Doubles([1], 1), probability]);
    }

    private void Binary(string positive)
    {
        var said = graph.Cast(positive, ElementType.Float);
        var inside = graph.Node("Min", [graph.Node("Max", [positive, graph.Doubles([Least], 1)]), graph.Doubles([1 - Least], 1)]);
        var odds = graph.Node("Log", [graph.Node("Div", [inside, graph.Node("Sub", [graph.Doubles([1], 1), inside])])]);
        var probability = made.Calibration is BinaryCalibration calibration ? graph.Cast(CalibrationGraph.Binary(graph, odds, calibration), ElementType.Float) : said;
        var isLess = graph.Node("Less", [probability, graph.Floats([(float)made.Threshold], 1)]);
        graph.Output(graph.ClassText(graph.Cast(graph.Node("Not", [isLess]), ElementType.Int64), schema.Classes), OutputNames.PredictedLabel, ElementType.String, 1);
        graph.Output(graph.Cast(odds, ElementType.Float), OutputNames.Score, ElementType.Float, 1);
        graph.Output(probability, OutputNames.Probability, ElementType.Float, 1);
    }

    private void Multiclass(string table)
    {
        var probabilities = graph.Cast(table, ElementType.Float);
        probabilities = made.Calibration is { } calibration ? graph.Cast(CalibrationGraph.Multiclass(graph, probabilities, calibration), ElementType.Float) : probabilities;
        var best = graph.Node("ArgMax", [probabilities], ("axis", 1L), ("keepdims", 1L));
        graph.Output(graph.ClassText(best, schema.Classes), OutputNames.PredictedLabel, ElementType.String, 1);
        graph.Output(probabilities, OutputNames.Probabilities, ElementType.Float, schema.Classes.Count);
    }
}
