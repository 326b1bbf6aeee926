using Ingot.Onnx.Learned;

namespace Ingot.Onnx.Graphs;

/// <summary>Writes calibrations as ONNX. What they are computed of is what the file would say without them, in 32 bits; the computation is in 64.</summary>
internal static class CalibrationGraph
{
    /// <summary>Adds the calibrated probability of the positive class, [N, 1], of 64 bits.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="raw">The raw score, of 64 bits.</param>
    /// <param name="model">Its link makes log odds of it.</param>
    /// <param name="curve">The curve.</param>
    public static string Binary(OnnxGraph graph, string raw, LearnedModel model, IsotonicCurve curve) =>
        Isotonic(graph, Line(graph, Said(graph, raw), model.LinkSlope, model.LinkOffset), curve);

    /// <summary>The same of log odds.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="odds">The log odds, of 64 bits.</param>
    /// <param name="calibration">The calibration.</param>
    public static string Binary(OnnxGraph graph, string odds, BinaryCalibration calibration) => calibration.Curve is IsotonicCurve isotonic
        ? Isotonic(graph, Said(graph, odds), isotonic)
        : calibration.Curve is LogisticCurve logistic ? graph.Node("Sigmoid", [Line(graph, odds, logistic.Slope, logistic.Offset)])
        : throw new ArgumentException($"A curve of type {calibration.Curve.GetType()}.", nameof(calibration));

    /// <summary>Adds the calibrated probabilities of more than two classes, [N, classes], of 64 bits.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="probabilities">What they are made of, of 32 bits.</param>
    /// <param name="calibration">The calibration.</param>
    public static string Multiclass(OnnxGraph graph, string probabilities, Calibration calibration)
    {
        var said = graph.Cast(probabilities, ElementType.Double);
        if (calibration is TemperatureCalibration { Temperature: var temperature })
        {
            return graph.Node("Softmax", [graph.Node("Div", [Log(graph, said), graph.Doubles([temperature], 1)])], ("axis", 1L));
        }

        var curves = ((OneVersusRestCalibration)calibration).Curves;
        var each = curves[0] is LogisticCurve ? Logistic(graph, said, [.. curves.Cast<LogisticCurve>()]) : graph.Node(
            "Concat", [.. curves.Select((curve, c) => Isotonic(graph, graph.Node("Gather", [said, graph.Longs([c], 1)], ("axis", 1L)), (IsotonicCurve)curve))], ("axis", 1L));
        var sum = graph.Node("ReduceSum", [each, graph.Longs([1], 1)], ("keepdims", 1L));
        return graph.Node("Where", [graph.Node("Equal", [sum, graph.Doubles([0], 1)]), graph.Doubles([1.0 / curves.Count], 1, 1), graph.Node("Div", [each, sum])]);
    }

    private static string Said(OnnxGraph graph, string raw) => graph.Cast(graph.Cast(raw, ElementType.Float), ElementType.Double);

    private static string Line(OnnxGraph graph, string value, double slope, double offset) =>
        graph.Node("Add", [graph.Node("Mul", [value, graph.Doubles([slope], 1)]), graph.Doubles([offset], 1)]);

    private static string Log(OnnxGraph graph, string value) => graph.Node("Log", [graph.Node("Max", [value, graph.Doubles([Calibration.Least], 1)])]);

    private static string Logistic(OnnxGraph graph, string said, LogisticCurve[] curves)
    {
        // The sum of the others, by a table of ones with an empty diagonal.
        var others = new double[curves.Length * curves.Length];
        Array.Fill(others, 1);
        for (var c = 0; c < curves.Length; c++)
        {
            others[(c * curves.Length) + c] = 0;
        }

        var rest = graph.Node("MatMul", [said, graph.Doubles(others, curves.Length, curves.Length)]);
        var odds = graph.Node("Sub", [Log(graph, said), Log(graph, rest)]);
        var scaled = graph.Node("Mul", [odds, graph.Doubles(Array.ConvertAll(curves, c => c.Slope), 1, curves.Length)]);
        return graph.Node("Sigmoid", [graph.Node("Add", [scaled, graph.Doubles(Array.ConvertAll(curves, c => c.Offset), 1, curves.Length)])]);
    }

    /// <summary>
    /// How many points are at or below a row's number tells which line it is on: of each the value at its first point, that point, and the slope are looked up. Before the
    /// first point and from the last one on the slope is 0. So the value at a point is exactly that of the curve, and NaN stays NaN.
    /// </summary>
    private static string Isotonic(OnnxGraph graph, string said, IsotonicCurve curve)
    {
        var points = curve.Places.Length;
        double[] values = [curve.Values[0], .. curve.Values];
        double[] origins = [curve.Places[0], .. curve.Places];
        var slopes = new double[points + 1];
        for (var point = 0; point < points - 1; point++)
        {
            slopes[point + 1] = curve.Slope(point);
        }

        var reached = graph.Cast(graph.Node("GreaterOrEqual", [said, graph.Doubles(curve.Places, 1, points)]), ElementType.Int64);
        var line = graph.Node("ReduceSum", [reached, graph.Longs([1], 1)], ("keepdims", 1L));
        string Of(double[] table) => graph.Node("Gather", [graph.Doubles(table, points + 1), line], ("axis", 0L));
        return graph.Node("Add", [Of(values), graph.Node("Mul", [graph.Node("Sub", [said, Of(origins)]), Of(slopes)])]);
    }
}
