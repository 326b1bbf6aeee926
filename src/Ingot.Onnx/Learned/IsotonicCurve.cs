namespace Ingot.Onnx.Learned;

/// <summary>Straight lines between points, and beyond the first and the last as it is there.</summary>
/// <param name="Places">Where the points are, ascending, no two of them alike; at least one.</param>
/// <param name="Values">What the curve is there: from 0 to 1, never falling.</param>
public sealed record IsotonicCurve(double[] Places, double[] Values) : ClassCurve
{
    /// <inheritdoc />
    public override double At(double said)
    {
        if (double.IsNaN(said))
        {
            return double.NaN;
        }

        // As the graph does it: from the last point at or below.
        var found = Array.BinarySearch(Places, said);
        var below = found >= 0 ? found : ~found - 1;
        return below < 0 ? Values[0]
            : below == Places.Length - 1 ? Values[^1]
            : Values[below] + ((said - Places[below]) * Slope(below));
    }

    /// <summary>How much the curve rises from a point to the next one, for each unit between them.</summary>
    internal double Slope(int point) => (Values[point + 1] - Values[point]) / (Places[point + 1] - Places[point]);
}
