using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Data.Tests;

/// <summary>What is found out of long and of wide tables in another way than of small ones is the same.</summary>
public sealed class LargeTableTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Equal_texts_of_many_rows_are_looked_at_once_and_count_as_often_as_they_are_there()
    {
        const int rows = 100_000;
        _data.WriteBoth("usage,plan,code,left\n" + string.Concat(Enumerable.Range(0, rows).Select(i =>
            $"{(i < 3 ? "?" : i % 50 == 7 ? " 7 " : $"{i % 50}.5")},{(i % 10 == 0 ? "NA" : "abc"[i % 3])},0{i % 40:00},{(i % 2 == 0 ? "Yes" : "No")}\n")));
        var schema = _data.Succeed().Schema;

        Assert.Equal(
            [ColumnType.Number, ColumnType.String, ColumnType.String, ColumnType.String], schema.Columns.Select(c => c.Type));
        Assert.Contains("3 times '?' (first in line 2)", _data.Warning("INGOT1021").Message, StringComparison.Ordinal);
        var usage = ((NumberColumn)_data.Training["usage"]).Values;
        Assert.Equal((3, rows / 50), (usage.Count(double.IsNaN), usage.Count(v => v == 7)));
        Assert.Equal(rows / 10, _data.Profile("training", "plan").GetProperty("missing").GetInt32());
        Assert.Contains("leading zeros", schema.Columns[2].Why, StringComparison.Ordinal);
        Assert.Equal(["a", "b", "c"], schema.Columns[1].Domain!);
        Assert.Equal(
            [("a", 30_000), ("b", 30_000), ("c", 30_000)],
            _data.Profile("training", "plan").GetProperty("top").EnumerateArray().Select(v => (v.GetProperty("value").GetString()!, v.GetProperty("count").GetInt32())));
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(20_000)]
    public void Texts_dates_and_truths_are_counted_whether_there_are_few_different_values_or_many(int rows)
    {
        _data.WriteBoth("name,none,since,paid,left\n" + string.Concat(Enumerable.Range(0, rows).Select(i =>
            $"{(i % 4 == 0 ? string.Empty : $"n{i % 1501}")},,2026-01-{1 + (i % 20):00},{(i % 5 < 3 ? "true" : "false")},{(i % 2 == 0 ? "Yes" : "No")}\n")));
        _data.Succeed();
        Assert.Equal((rows / 4, 1501), (Number("name", "missing"), Number("name", "distinct")));
        Assert.Equal((rows, 0), (Number("none", "missing"), Number("none", "distinct")));
        Assert.Equal((0, 20), (Number("since", "missing"), Number("since", "distinct")));
        Assert.Equal((0, 2), (Number("paid", "missing"), Number("paid", "distinct")));
        Assert.Equal([("true", rows / 5 * 3), ("false", rows / 5 * 2)], Top("paid"));
        Assert.Equal(("2026-01-01 00:00:00", rows / 20), Top("since")[0]);

        int Number(string column, string what) => _data.Profile("training", column).GetProperty(what).GetInt32();
        (string, int)[] Top(string column) =>
            [.. _data.Profile("training", column).GetProperty("top").EnumerateArray().Select(v => (v.GetProperty("value").GetString()!, v.GetProperty("count").GetInt32()))];
    }

    [Fact]
    public void Numbers_tell_the_label_where_those_of_its_classes_do_not_meet_in_any_row()
    {
        // Those of 'late' meet in one row that stands far behind the first ones; the first values of 'gaps' are missing.
        _data.WriteBoth("apart,late,gaps,left\n" + string.Concat(Enumerable.Range(0, 2_000).Select(i =>
            FormattableString.Invariant($"{(i % 2 * 5000) + i}.5,{(i == 1_900 ? 7000.5 : (i % 2 * 5000) + i + 0.25)},{(i < 600 ? string.Empty : FormattableString.Invariant($"{(i % 2 * 5000) + i}.75"))},{(i % 2 == 0 ? "Yes" : "No")}\n"))));
        _data.Succeed();
        Assert.Equal(
            ["apart", "gaps"],
            _data.Found.Where(d => d.Code == "INGOT1026" && d.Message.Contains("do not overlap", StringComparison.Ordinal)).Select(d => d.Message.Split('\'')[1]));
    }

    [Fact]
    public void A_copy_of_the_label_is_found_among_many_different_values_too()
    {
        // More different values than are counted together with those of other columns; some are missing.
        _data.WriteBoth("code,usage,left\n" + string.Concat(Enumerable.Range(0, 12_000).Select(i =>
            $"{(i % 100 == 99 ? string.Empty : $"c{i % 1100}")},{i % 7}.5,{(i % 2 == 0 ? "Yes" : "No")}\n")));
        _data.Succeed();
        Assert.Contains("Column 'code' tells the label 'left' by itself: 11,880 of 11,880 rows have the class that its value says.", _data.Warning("INGOT1026").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_more_than_a_thousand_columns()
    {
        const int columns = 1100;
        var rows = Enumerable.Range(0, 60).Select(row => string.Concat(Enumerable.Range(0, columns).Select(c => c == 500 && row == 7 ? "inf," : $"{(row * 31 + c) % 17}.25,")) + (row % 2 == 0 ? "Yes\n" : "No\n"));
        _data.WriteBoth(string.Concat(Enumerable.Range(0, columns).Select(c => $"x{c},")) + "left\n" + string.Concat(rows));
        Assert.Null(_data.Run(threads: 2));
        Assert.Equal(2, _data.Found.Count(d => d.Code == "INGOT1012"));
        Assert.Contains("1 value of column 'x500' in the training data is infinite: 'inf' (line 9)", _data.Found.First(d => d.Code == "INGOT1012").Message, StringComparison.Ordinal);

        _data.Spec = _data.Spec with { Filter = "x500 < 100" };
        Assert.NotNull(_data.Run(threads: 2));
        Assert.Equal([.. Enumerable.Range(0, 60).Where(r => r != 7).Select(r => (((r * 31) + 1099) % 17) + 0.25)], ((NumberColumn)_data.Training["x1099"]).Values);
    }
}
