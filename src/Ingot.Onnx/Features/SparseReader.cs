using Ingot.Core.Tables;

namespace Ingot.Onnx.Features;

/// <summary>Computes the features of rows that are not 0. Those of free text are never all in memory, since nearly all are 0.</summary>
internal sealed class SparseReader
{
    // 64 MB of floats.
    private const int ValuesAtOnce = 1 << 24;

    private readonly FeaturePlan _plan;
    private readonly FeaturePlan _others;
    private readonly Table _table;
    private readonly int _threads;
    private readonly List<(bool IsText, int First, int Width)> _parts;

    /// <summary>Prepares the reading of a table.</summary>
    public SparseReader(FeaturePlan plan, Table table, int threads)
    {
        (_plan, _table, _threads) = (plan, table, threads);
        _others = plan.Only(s => s.Text is null);
        int[] ends = [.. plan.Placed.Skip(1).Select(p => p.Column), plan.Names.Count];
        _parts = [.. plan.Placed.Zip(ends, (p, end) => (p.Step.Text is not null, p.Column, end - p.Column))];
    }

    /// <summary>Computes them; null: there are more than an array can hold.</summary>
    public SparseFeatures? Read(int[] rows, bool outOfFold)
    {
        List<SparseRow[]> texts;
        using (var reader = new FeatureReader(_plan.Only(s => s.Text is not null), _table, _threads))
        {
            texts = reader.Texts(rows);
        }

        return texts.Sum(t => t.Sum(r => (long)r.Values.Length)) > Array.MaxLength / 2 ? null : Joined(texts, rows, outOfFold);
    }

    /// <summary>What texts came to, joined with the features of all other columns, which are computed some rows after the other.</summary>
    private SparseFeatures? Joined(List<SparseRow[]> texts, int[] rows, bool outOfFold)
    {
        var width = _others.Names.Count;
        var atOnce = Math.Clamp(ValuesAtOnce / Math.Max(1, width), 1, Math.Max(1, rows.Length));
        var buffer = new float[atOnce * width];
        var (starts, columns, values) = (new int[rows.Length + 1], new List<int>(), new List<float>());
        using var reader = new FeatureReader(_others, _table, _threads);
        for (var start = 0; start < rows.Length; start += atOnce)
        {
            var count = Math.Min(atOnce, rows.Length - start);
            reader.Fill(rows[start..(start + count)], buffer, outOfFold);
            for (var row = 0; row < count; row++)
            {
                var (text, next) = (0, row * width);
                foreach (var (isText, first, features) in _parts)
                {
                    var found = isText ? texts[text++][start + row] : SparseRow.Of(buffer.AsSpan(next, features));
                    next += isText ? 0 : features;
                    values.AddRange(found.Values);
                    columns.AddRange(found.Columns.Select(c => first + c));
                }

                starts[start + row + 1] = values.Count;
            }

            if (values.Count > Array.MaxLength / 2)
            {
                return null;
            }
        }

        return new SparseFeatures(rows.Length, _plan.Names.Count, starts, [.. columns], [.. values]);
    }
}
