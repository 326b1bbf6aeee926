using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Onnx.Features;

/// <summary>What missing values are filled with, and numbers standardised by: fitted on the training values that are there.</summary>
internal sealed class ColumnStatistics
{
    private const double MicrosecondsADay = 86_400_000_000;
    private const int FewValues = 4096;
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
        var (values, count) = (new double[rows.Length], 0);
        foreach (var row in rows)
        {
            if (!column.IsMissing(row))
            {
                values[count++] = Value(column, row);
            }
        }

        Array.Resize(ref values, count);
        Array.Sort(values);
        return new ColumnStatistics(values, rows.Length);
    }

    /// <summary>What values need of a learner.</summary>
    /// <returns>Whether float32 rounds any of them, and whether any is beyond what LightGBM takes as it is.</returns>
    public static (bool IsRounded, bool IsBeyond) Look(TableColumn column, int[] rows)
    {
        var (isRounded, isBeyond) = (false, false);
        var distinct = new HashSet<double>();
        foreach (var row in rows)
        {
            if (!column.IsMissing(row))
            {
                var value = Value(column, row);
                isRounded |= (float)value != value;
                isBeyond |= IsBeyond(value);
                _ = distinct.Count <= FewValues && distinct.Add(value);
            }
        }

        return (isRounded, isBeyond || (distinct.Count <= FewValues && HasNeighbours([.. distinct.Order()])));
    }

    /// <summary>Whether LightGBM would take any value, or what missing ones are filled with, for another one.</summary>
    public bool AreBeyond(double? fill)
    {
        double[] few = [.. _sorted.Distinct().Take(FewValues + 1)];
        return Array.Exists(_sorted, IsBeyond) || (fill is { } value && IsBeyond(value)) || (few.Length <= FewValues && HasNeighbours(few));
    }

    public double Fill(MissingValues missing, double? constant) => missing switch
    {
        MissingValues.Constant => constant!.Value,
        _ when _sorted.Length == 0 => 0,
        MissingValues.Mean => Mean(),
        MissingValues.MostFrequent => _sorted.GroupBy(v => v).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key,
        _ => (_sorted[(_sorted.Length - 1) / 2] / 2) + (_sorted[_sorted.Length / 2] / 2),
    };

    /// <summary>Whether values that differ become equal in float32.</summary>
    public bool FoldsInFloat32
    {
        get
        {
            for (var i = 1; i < _sorted.Length; i++)
            {
                if (_sorted[i] > _sorted[i - 1] && (float)_sorted[i] == (float)_sorted[i - 1])
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Cuts between the values, and what missing ones are filled with.</summary>
    public ColumnCuts Cuts(double? fill) => ColumnCuts.Of(fill is { } value && _sorted.Length < _rows ? [.. _sorted.Append(value).Order()] : _sorted);

    /// <summary>Offset and scale such that the filled training values have mean 0 and standard deviation 1.</summary>
    public (double Offset, double Scale) Standardisation(double fill)
    {
        var missing = _rows - _sorted.Length;
        var unit = Unit(fill);
        var filled = fill / unit;
        var mean = (_sorted.Sum(v => v / unit) + (missing * filled)) / Math.Max(1, _rows);
        var squares = _sorted.Sum(v => ((v / unit) - mean) * ((v / unit) - mean)) + (missing * (filled - mean) * (filled - mean));
        var deviation = Math.Sqrt(squares / Math.Max(1, _rows)) * unit;
        return (mean * unit, double.IsNormal(deviation) ? 1 / deviation : 1);
    }

    // To LightGBM a double and the next one are equal, which matters where there are few others between which it could split.
    private static bool HasNeighbours(double[] sorted) => sorted.Zip(sorted.Skip(1)).Any(p => p.Second <= Math.BitIncrement(p.First));

    // LightGBM takes what is nearer to zero than 1e-35 for zero, and writes no threshold beyond 1e300.
    private static bool IsBeyond(double value) => value != 0 && Math.Abs(value) is < 1e-30 or > 1e299;

    private static double Value(TableColumn column, int row) => column switch
    {
        NumberColumn n => n.Values[row],
        BooleanColumn b => b.Values[row],
        DateColumn d => d.Values[row] / MicrosecondsADay,
        _ => throw new InvalidOperationException($"A column of type {column.GetType()}."),
    };

    private double Mean()
    {
        var unit = Unit(0);
        return _sorted.Sum(v => v / unit) / _sorted.Length * unit;
    }

    /// <summary>A power of two near the greatest value: in such units no sum and no square overflows, and no digit is another one.</summary>
    private double Unit(double fill)
    {
        var greatest = _sorted.Length == 0 ? Math.Abs(fill) : Math.Max(Math.Abs(fill), Math.Max(Math.Abs(_sorted[0]), Math.Abs(_sorted[^1])));
        return double.IsNormal(greatest) ? Math.ScaleB(1, Math.ILogB(greatest)) : 1;
    }
}
