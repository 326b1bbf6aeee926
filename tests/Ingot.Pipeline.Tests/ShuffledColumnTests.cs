using Ingot.Core.Tables;
using Ingot.Pipeline.Evaluate;

namespace Ingot.Pipeline.Tests;

public class ShuffledColumnTests
{
    private static readonly int[][] Permutations = [[1, 2, 3, 0], [3, 0, 1, 2], [0, 1, 2, 3]];

    [Fact]
    public void Rows_are_scored_once_for_each_new_value_and_every_shuffle_has_its_scores()
    {
        TableColumn[] shuffled =
        [
            new StringColumn("x", [0, 1, 0, -1], ["a", "b"]),
            new BooleanColumn("x", [0, 1, 1, -1]),
            new DateColumn("x", [7, 7, DateColumn.Missing, 9]),
            new NumberColumn("x", [double.NaN, 1, 1, 0]),
        ];
        Assert.All(shuffled, column =>
        {
            var table = new Table([column, new NumberColumn("row", [0, 1, 2, 3])], 4);
            var result = ShuffledColumn.Of(table, "x", Permutations);

            // Two outputs a row, which say of what they are.
            var scored = Scores(result.Rows, result.Rows.Rows);
            for (var k = 0; k < Permutations.Length; k++)
            {
                var whole = new Table([column.Take(Permutations[k]), table["row"]], 4);
                Assert.Equal(Scores(whole, 4), result.Scores(k, Scores(table, 4), scored));
            }
        });
    }

    [Theory]
    [InlineData(new[] { 1.0, 1, 1, 1 }, 0)]
    [InlineData(new[] { 1.0, 2, 1, 2 }, 4)]
    [InlineData(new[] { 1.0, 2, 3, 4 }, 8)]
    [InlineData(new[] { 0.0, -0.0, 0, -0.0 }, 4)]
    public void Only_rows_whose_score_is_not_known_are_to_be_scored(double[] values, int rows) =>
        Assert.Equal(rows, ShuffledColumn.Of(new Table([new NumberColumn("x", values)], 4), "x", Permutations).Rows.Rows);

    private static float[] Scores(Table table, int rows) =>
        [.. Enumerable.Range(0, rows).SelectMany(r => new[] { (float)((NumberColumn)table["row"]).Values[r], Value(table["x"], r) })];

    private static float Value(TableColumn column, int row) => column.IsMissing(row) ? -100 : column switch
    {
        StringColumn texts => texts[row]![0],
        BooleanColumn truths => truths.Values[row],
        DateColumn dates => dates.Values[row],
        _ => (float)((NumberColumn)column).Values[row],
    };
}
