using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Onnx.Features;

/// <summary>What missing values are filled with, and numbers standardised by: fitted on the training values that are there.</summary>
internal sealed class ColumnStatistics
{
    private const double MicrosecondsADay = 86_400_000_000;
    private readonly double[] _sorted;
    private readonly int _rows;

    private ColumnStatistics(double[] sorted, int rows)
    {
        _sorted = sorted;
        _rows = rows;
    }

    /// <summary>Statistics of the given rows of a column.</summary>
    public static ColumnStatistics Of(TableColumn column, int[] rows)
    {
        var values = new List<double>(rows.Length);
        foreach (var row in rows)
        {
            if (!column.IsMissing(row))
            {
                values.Add(column switch
                {
                    NumberColumn n => n.Values[row],
                    BooleanColumn b => b.Values[row],
                    DateColumn d => d.Values[row] / MicrosecondsADay,
                    _ => throw new InvalidOperationException($"A column of type {column.GetType()}."),
                });
            }
        }

        values.Sort();
        return new ColumnStatistics([.. values], rows.Length);
    }

    public double Fill(MissingValues missing, string? constant, SourceLocation location) => missing switch
    {
        MissingValues.Constant => double.TryParse(constant, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new IngotException(TrainDiagnostics.CannotKeepMissing.At(location, $"Constant=\"{constant}\" is not a number. Write one such as 0.")),
        _ when _sorted.Length == 0 => 0,
        MissingValues.Mean => _sorted.Sum() / _sorted.Length,
        MissingValues.MostFrequent => _sorted.GroupBy(v => v).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key,
        _ => (_sorted[(_sorted.Length - 1) / 2] + _sorted[_sorted.Length / 2]) / 2,
    };

    /// <summary>Offset and scale such that the filled training values have mean 0 and standard deviation 1.</summary>
    public (double Offset, double Scale) Standardisation(double fill)
    {
        var missing = _rows - _sorted.Length;
        var mean = (_sorted.Sum() + (missing * fill)) / Math.Max(1, _rows);
        var squares = _sorted.Sum(v => (v - mean) * (v - mean)) + (missing * (fill - mean) * (fill - mean));
        var deviation = Math.Sqrt(squares / Math.Max(1, _rows));
        return (mean, deviation > 0 ? 1 / deviation : 1);
    }
}
