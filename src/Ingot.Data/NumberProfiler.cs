using System.Globalization;
using Ingot.Core.Profiles;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>Mean, standard deviation and quantiles of columns of numbers, to the last digit the same on every processor.</summary>
/// <remarks>
/// DuckDB's own standard deviation and interpolated quantiles are not: a compiler may join a product and a sum into one operation, which rounds
/// once where two round twice, and for arm64 it does. So DuckDB sums whole columns, one operation at a time, and picks order
/// statistics; what follows from them is computed here. Quantiles interpolate linearly between order statistics (type 7 of Hyndman and Fan 1996,
/// NumPy's default). The standard deviation is the sample's, over n - 1, by the corrected two-pass algorithm (Chan, Golub and LeVeque
/// 1983).
/// </remarks>
internal static class NumberProfiler
{
    // Beyond, DuckDB would refuse the whole query, for a sum of squares is no number any more.
    private const string Great = "1e150";

    private static readonly (string Name, double Share)[] Quantiles = [.. new[] { "0.01", "0.05", "0.25", "0.5", "0.75", "0.95", "0.99" }.Select(q => (q, double.Parse(q, CultureInfo.InvariantCulture)))];

    /// <summary>What is asked of a column in the scan that counts its values.</summary>
    public static string[] Statistics(string name) => [$"min({name})", $"max({name})", $"avg({Bounded(name)})", $"count(CASE WHEN abs({name}) >= {Great} THEN 1 END)"];

    /// <summary>Completes the profiles of columns of numbers.</summary>
    /// <param name="session">Where the table is.</param>
    /// <param name="table">The table.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">The columns, with their counts and the answers to <see cref="Statistics"/>.</param>
    public static List<ColumnProfile> Complete(DuckDbSession session, string table, long rows, IReadOnlyList<(SchemaColumn Column, ColumnProfile Counted, object?[] Found)> columns)
    {
        var centred = session.Aggregate(table, columns, c => Centred(c.Column, rows - c.Counted.Missing, Number(c.Found[2])));
        return [.. columns.Select((c, i) => Complete(c.Counted, rows - c.Counted.Missing, c.Found, centred[i]))];
    }

    private static ColumnProfile Complete(ColumnProfile counted, long count, object?[] found, object?[] centred)
    {
        var (min, max, mean) = (Number(found[0]), Number(found[1]), Number(found[2]));
        double? deviation = null;
        if (DuckDbSession.Integer(found[3]) > 0)
        {
            mean = null;
        }
        else if (min == max)
        {
            // The sum of equal values need not be their multiple.
            (mean, deviation) = (min, count > 1 ? 0 : null);
        }
        else if (Number(centred[0]) is { } squares && Number(centred[1]) is { } rest)
        {
            deviation = Math.Sqrt(Math.Max(squares - (rest * rest / count), 0) / (count - 1));
        }

        var ordered = centred[2] as IReadOnlyList<double>;
        return counted with
        {
            Min = min,
            Max = max,
            Mean = mean,
            StandardDeviation = deviation,
            Quantiles = new OrderedDictionary<string, double?>(Quantiles.Select((q, i) => KeyValuePair.Create(q.Name, ordered is null ? null : Quantile(q.Share, count, ordered[2 * i], ordered[(2 * i) + 1])))),
        };
    }

    private static string[] Centred(SchemaColumn column, long count, double? mean)
    {
        var name = DuckDbSession.Name(column.Name);
        var difference = $"({Bounded(name)} - ({Literal(mean ?? 0)}))";
        return [$"sum({difference} * {difference})", $"sum({difference})", $"quantile_disc({name}::DOUBLE, [{string.Join(", ", Quantiles.SelectMany(q => Places(q.Share, count)).Select(Literal))}])"];
    }

    private static string Bounded(string name) => $"CASE WHEN abs({name}) < {Great} THEN {name} END";

    // The shares of which DuckDB's discrete quantile, the value at place ceil(n * share) - 1, is the one or the other neighbour.
    private static IEnumerable<double> Places(double share, long count)
    {
        if (count == 0)
        {
            return [0, 0];
        }

        var place = (count - 1) * share;
        return [(Math.Floor(place) + 0.5) / count, (Math.Ceiling(place) + 0.5) / count];
    }

    private static double? Quantile(double share, long count, double low, double high)
    {
        var place = (count - 1) * share;
        var value = low == high ? low : low + ((high - low) * (place - Math.Floor(place)));
        return double.IsFinite(value) ? value : null;
    }

    // With an exponent it is a DOUBLE, without one a DECIMAL.
    private static string Literal(double number) => number.ToString("E16", CultureInfo.InvariantCulture);

    private static double? Number(object? value) =>
        value is not null && Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) ? number : null;
}
