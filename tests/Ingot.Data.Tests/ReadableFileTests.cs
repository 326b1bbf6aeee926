using System.Text;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Data.Tests;

public sealed class ReadableFileTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\r\n", false)]
    [InlineData("\r\n", true)]
    [InlineData("\n", true)]
    public void Line_ends_and_byte_order_marks_change_nothing(string newLine, bool mark)
    {
        _data.Write("train.csv", DataFolder.Plain.Replace("\n", newLine, StringComparison.Ordinal), new UTF8Encoding(mark));
        Assert.Equal(4, _data.Succeed().TrainingRows);
        Assert.Equal(["usage", "plan", "left", "__row"], _data.Training.Columns.Select(c => c.Name));
        Assert.Equal<string?[]>(["a", "b", "a", "b"], _data.Strings("plan"));
    }

    [Fact]
    public void Quoted_commas_line_breaks_and_quotes()
    {
        _data.WriteBoth("usage,plan,left\n1,\"a,b\",Yes\n2,\"x\ny\",No\n3,\"say \"\"hi\"\"\",No\n");
        _data.Succeed();
        Assert.Equal<string?[]>(["a,b", "x\ny", "say \"hi\""], _data.Strings("plan"));
    }

    [Fact]
    public void Names_with_spaces_quotes_dots_line_breaks_and_any_script()
    {
        _data.WriteBoth("first name,a.b,\"q\"\"x\",größe,日本,rowid,\"l\nm\",left\n1,2,3,4,5,6,7,Yes\n2,3,4,5,6,7,8,No\n");
        var schema = _data.Succeed().Schema;
        Assert.Equal(["first name", "a.b", "q\"x", "größe", "日本", "rowid", "l\nm", "left"], schema.Columns.Select(c => c.Name));
        Assert.Equal([4, 5], ((NumberColumn)_data.Training["größe"]).Values);
        Assert.Equal([6, 7], ((NumberColumn)_data.Training["rowid"]).Values);
    }

    [Fact]
    public void Several_files_are_one_table_whatever_the_order_of_their_columns()
    {
        _data.Write("train.csv", DataFolder.Plain);
        _data.Write("more.csv", "left,usage,plan\nNo,7.5,c\n");
        _data.Spec = _data.Spec with { TrainingData = [_data.Source("train.csv"), _data.Source("more.csv")] };
        _data.Succeed();
        Assert.Equal([1.5, 2.5, 3.5, 4.5, 7.5], ((NumberColumn)_data.Training["usage"]).Values);
        Assert.Equal([0, 1, 2, 3, 4], ((NumberColumn)_data.Training["__row"]).Values);
    }

    [Fact]
    public void Wildcard_characters_in_a_path_are_only_characters()
    {
        _data.Write("tr[a]in.csv", DataFolder.Plain);
        _data.Spec = _data.Spec with { TrainingData = [_data.Source("tr[a]in.csv")] };
        Assert.Equal(4, _data.Succeed().TrainingRows);
    }

    [Fact]
    public void Missing_values_are_the_empty_ones_and_the_words_for_them()
    {
        _data.WriteBoth("usage,plan,left\n1,NA,Yes\nNaN,\"NA\",No\nnan,\"\",No\nNULL,,No\n,null,No\n\"\",N/A,No\n,Namibia,No\n");
        _data.Succeed();
        Assert.Equal<string?[]>([null, null, null, null, null, null, "Namibia"], _data.Strings("plan"));
        Assert.Equal([1, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN], ((NumberColumn)_data.Training["usage"]).Values);
    }

    [Fact]
    public void Any_spelling_of_NaN_is_a_missing_number()
    {
        _data.WriteBoth("usage,more,left\n1,-nan,Yes\n+nan,2,No\n3,NAN,No\n4,1,Yes\n");
        _data.AddColumn("usage", Core.Specs.MissingValues.DropRow);
        var schema = _data.Succeed().Schema;
        Assert.Equal([1, 3, 4], ((NumberColumn)_data.Training["usage"]).Values);
        Assert.Equal([double.NaN, double.NaN, 1], ((NumberColumn)_data.Training["more"]).Values);
        Assert.Equal([1, 0], schema.Features.Select(c => c.MinFraction));
    }

    [Fact]
    public void Text_stays_as_it_is_but_for_white_space_round_it()
    {
        _data.AddColumn("plan", type: ColumnType.String);
        _data.WriteBoth("usage,plan,left\n1e5,007,Yes\n 5,1e5,No\n2, 5,No\n");
        _data.Succeed();
        Assert.Equal<string?[]>(["007", "1e5", "5"], _data.Strings("plan"));
        Assert.Equal([100000, 5, 2], ((NumberColumn)_data.Training["usage"]).Values);
    }

    [Fact]
    public void Wide_tables()
    {
        // More columns than one query asks about; 10,000 take DuckDB minutes, longer than a unit test may.
        var names = string.Join(',', Enumerable.Range(0, 3000).Select(i => $"f{i}"));
        var row = string.Join(',', Enumerable.Range(0, 3000));
        _data.WriteBoth($"{names},left\n{row},Yes\n{row.Replace("2999", "1", StringComparison.Ordinal)},No\n");
        var prepared = _data.Succeed();
        Assert.Equal(3001, prepared.Schema.Columns.Count);
        Assert.Equal([2999, 1], ((NumberColumn)_data.Training["f2999"]).Values);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes_whatever_the_threads_and_whether_the_schema_was_there()
    {
        var text = new StringBuilder("usage,plan,left\n");
        for (var i = 0; i < 300_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{(i % 11 == 0 ? null : (double?)(i * 7919 % 10007 / 8.0))},{(i % 13 == 0 ? null : (char?)"abcdefg"[i % 7])},{(i % 3 == 0 ? "Yes" : "No")}\n");
        }

        _data.WriteBoth(text.ToString());
        var first = Files(1);
        Assert.Equal(first, Files(2));
        Assert.Equal(first, Files(1));

        // One thread fills every group of rows, and they are written as they are; two leave gaps, so they are sorted.
        _data.Spec = _data.Spec with { Filter = "usage IS NULL OR usage > 100" };
        Assert.Equal(Files(1), Files(2));
    }

    private string[] Files(int threads)
    {
        Assert.NotNull(_data.Run(threads));
        return [.. Directory.GetFiles(_data.Output).Order(StringComparer.Ordinal).Select(f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))))];
    }
}
