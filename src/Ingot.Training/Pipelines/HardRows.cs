using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Training.Pipelines;

/// <summary>Rows on which what is written otherwise than it was learned shows: some as they are, and some with a value of each feature missing, unseen, foreign or far away.</summary>
public static class HardRows
{
    private const int Plain = 200;
    private const int Bases = 2;
    private static readonly string[] Texts = ["no such value", "Zürich 東京 ﬁ", "  padded  ", "UPPER lower", "a,b;\"c\""];
    private static readonly double[] Numbers = [0, -1, 0.5, 1e6, -1e6];

    /// <summary>Makes them; the same rows of the same training rows.</summary>
    /// <param name="schema">Names the features, and which of them may be missing.</param>
    /// <param name="training">The training rows.</param>
    public static Table Of(ModelSchema schema, Table training)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(training);
        List<SchemaColumn> features = [.. schema.Features];
        var plain = Math.Min(Plain, training.Rows);
        var from = Enumerable.Range(0, plain).Select(i => (int)((long)i * training.Rows / plain)).ToList();
        var changes = new List<(int Row, string Column, int Change)>();
        foreach (var column in features)
        {
            for (var change = 0; change <= Texts.Length; change++)
            {
                // The last one is a missing value.
                for (var b = 0; b < Bases && (change < Texts.Length || column.MinFraction < 1) && (change == Texts.Length || column.Type is ColumnType.Number or ColumnType.String); b++)
                {
                    changes.Add((from.Count, column.Name, change));
                    from.Add((int)((long)(b + 1) * (training.Rows - 1) / (Bases + 1)));
                }
            }
        }

        var rows = training.Take([.. from]);
        return new Table([.. features.Select(c => Changed(rows[c.Name], changes.FindAll(x => x.Column == c.Name)))], rows.Rows);
    }

    private static TableColumn Changed(TableColumn column, List<(int Row, string Column, int Change)> changes)
    {
        if (column is StringColumn strings)
        {
            string[] dictionary = [.. strings.Dictionary.Concat(Texts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            var codes = Array.ConvertAll(strings.Codes, c => c < 0 ? -1 : Array.BinarySearch(dictionary, strings.Dictionary[c], StringComparer.Ordinal));
            changes.ForEach(c => codes[c.Row] = c.Change == Texts.Length ? -1 : Array.BinarySearch(dictionary, Texts[c.Change], StringComparer.Ordinal));
            return new StringColumn(column.Name, codes, dictionary);
        }

        switch (column)
        {
            case NumberColumn numbers:
                changes.ForEach(c => numbers.Values[c.Row] = c.Change == Texts.Length ? double.NaN : Numbers[c.Change]);
                break;
            case BooleanColumn truths:
                changes.ForEach(c => truths.Values[c.Row] = -1);
                break;
            case DateColumn dates:
                changes.ForEach(c => dates.Values[c.Row] = DateColumn.Missing);
                break;
        }

        return column;
    }
}
