using System.Globalization;
using Ingot.Core.Specs;
using Ingot.Onnx.Graphs;

namespace Ingot.Onnx.Features;

/// <summary>What is done with the numbers of a column after missing ones are filled and before they are standardised; NaN stays NaN.</summary>
/// <param name="Kind">What.</param>
/// <param name="Numbers">What was fitted: edges of bins, the exponent, or bounds.</param>
internal sealed record TransformStep(NumberTransform Kind, double[] Numbers)
{
    private const int Bins = 10;
    private const double Tail = 0.01;
    private static readonly long[] FeatureAxis = [1];

    /// <summary>Whether the values are scaled as the project says, and not standardised for linear trainers.</summary>
    public bool IsScaled => Kind is NumberTransform.None or NumberTransform.Standard or NumberTransform.Robust;

    /// <summary>What it does, for people.</summary>
    public string What => Kind switch
    {
        NumberTransform.Quantile => string.Create(CultureInfo.InvariantCulture, $", as the number of its bin of {Numbers.Length + 1}"),
        NumberTransform.Log => ", as sign(x) ln(1 + |x|)",
        NumberTransform.Power => string.Create(CultureInfo.InvariantCulture, $", as its Yeo-Johnson power with lambda {Numbers[0]:0.####}"),
        NumberTransform.Clip => string.Create(CultureInfo.InvariantCulture, $", not below {Numbers[0]:G6} and not above {Numbers[1]:G6}"),
        _ => string.Empty,
    };

    /// <summary>Fits it.</summary>
    /// <param name="kind">What.</param>
    /// <param name="sorted">The training values that are there, ascending.</param>
    public static TransformStep Fit(NumberTransform kind, double[] sorted) => new(kind, kind switch
    {
        NumberTransform.Quantile => [.. Enumerable.Range(1, Bins - 1).Select(i => Quantile(sorted, (double)i / Bins)).Distinct()],
        NumberTransform.Power => [YeoJohnson.Fit(sorted)],
        NumberTransform.Clip => [Quantile(sorted, Tail), Quantile(sorted, 1 - Tail)],
        _ => [],
    });

    /// <summary>Type 7 of Hyndman and Fan, as numpy has it; 0 of no values.</summary>
    public static double Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return 0;
        }

        var at = share * (sorted.Length - 1);
        var below = sorted[(int)at];
        return below + ((at - (int)at) * (sorted[Math.Min((int)at + 1, sorted.Length - 1)] - below));
    }

    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="value">Doubles, [N, 1].</param>
    public string Append(OnnxGraph graph, string value)
    {
        var transformed = Kind switch
        {
            NumberTransform.Quantile => graph.Node(
                "ReduceSum",
                [graph.Cast(graph.Node("GreaterOrEqual", [value, graph.Doubles(Numbers, 1, Numbers.Length)]), ElementType.Double), graph.Longs(FeatureAxis, 1)],
                ("keepdims", 1L)),
            NumberTransform.Log => Signed(graph, value, 0),
            NumberTransform.Power => Signed(graph, value, Numbers[0], isPower: true),
            NumberTransform.Clip => graph.Node("Min", [graph.Node("Max", [value, graph.Doubles([Numbers[0]], 1)]), graph.Doubles([Numbers[1]], 1)]),
            _ => value,
        };
        return transformed == value ? value : graph.Node("Where", [graph.Node("IsNaN", [value]), graph.Doubles([double.NaN], 1), transformed]);
    }

    /// <summary>Yeo and Johnson's power of lambda; or of both signs the logarithm.</summary>
    private static string Signed(OnnxGraph graph, string value, double lambda, bool isPower = false)
    {
        string One() => graph.Doubles([1], 1);
        string Of(string size, double exponent)
        {
            var more = graph.Node("Add", [size, One()]);
            return Math.Abs(exponent) < YeoJohnson.Nothing
                ? graph.Node("Log", [more])
                : graph.Node("Div", [graph.Node("Sub", [graph.Node("Pow", [more, graph.Doubles([exponent], 1)]), One()]), graph.Doubles([exponent], 1)]);
        }

        var size = graph.Node("Abs", [value]);
        return graph.Node(
            "Where",
            [graph.Node("GreaterOrEqual", [value, graph.Doubles([0], 1)]), Of(size, lambda), graph.Node("Neg", [Of(size, isPower ? 2 - lambda : 0)])]);
    }
}
