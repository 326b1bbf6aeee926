using Ingot.Core.Tables;

namespace Ingot.Data.Tests;

public sealed class ParquetTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-data-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_type_of_column_survives_with_missing_values_and_any_script()
    {
        var table = new Table(
        [
            new NumberColumn("number \"1\"", [1.5, double.NaN, -0.0, double.MaxValue, double.Epsilon]),
            new BooleanColumn("wahr, oder?", [1, 0, -1, 1, 0]),
            new DateColumn("日付", [0, DateColumn.Missing, -1, 1_700_000_000_123_456, -62_135_596_800_000_000]),
            new StringColumn("text", [0, 3, -1, 2, 1], ["a\nb", "größe", "日本語 and more than twelve bytes", "🦆"]),
        ]);
        ParquetTable.Write(At("t.parquet"), table);

        Assert.Equal(table.Columns.Select(c => c.Name), ParquetTable.ColumnNames(At("t.parquet")));
        var read = ParquetTable.Read(At("t.parquet"), table.Columns.Select(c => c.Name).Reverse());
        Assert.Equal(((NumberColumn)table.Columns[0]).Values, ((NumberColumn)read.Columns[3]).Values);
        Assert.Equal(((BooleanColumn)table.Columns[1]).Values, ((BooleanColumn)read.Columns[2]).Values);
        Assert.Equal(((DateColumn)table.Columns[2]).Values, ((DateColumn)read.Columns[1]).Values);
        var text = (StringColumn)read.Columns[0];
        Assert.Equal(["a\nb", "🦆", null, "日本語 and more than twelve bytes", "größe"], Enumerable.Range(0, 5).Select(r => text[r]));
        Assert.Equal(text.Dictionary.Order(StringComparer.Ordinal), text.Dictionary);
    }

    [Fact]
    public void A_text_keeps_what_stands_behind_a_NUL()
    {
        ParquetTable.Write(At("nul.parquet"), new Table([new StringColumn("text", [0, 1], ["a\0b", "c"])]));

        Assert.Equal("a\0b", ((StringColumn)ParquetTable.Read(At("nul.parquet"), ["text"])["text"])[0]);
    }

    [Fact]
    public void Many_rows_keep_their_order_over_all_chunks_and_give_the_same_bytes()
    {
        const int rows = 300_001;
        var table = new Table(
        [
            new NumberColumn("n", [.. Enumerable.Range(0, rows).Select(i => i % 5 == 0 ? double.NaN : i)]),
            new StringColumn("s", [.. Enumerable.Range(0, rows).Select(i => i % 7 == 0 ? -1 : i % 3)], ["a", "b", "c"]),
        ]);
        ParquetTable.Write(At("1.parquet"), table);
        ParquetTable.Write(At("2.parquet"), table);
        Assert.Equal(File.ReadAllBytes(At("1.parquet")), File.ReadAllBytes(At("2.parquet")));
        foreach (var threads in (int[])[1, 2, 5])
        {
            var read = ParquetTable.Read(At("1.parquet"), ["s", "n"], threads);
            Assert.Equal(["s", "n"], read.Columns.Select(c => c.Name));
            Assert.Equal(((NumberColumn)table["n"]).Values, ((NumberColumn)read["n"]).Values);
            Assert.Equal(((StringColumn)table["s"]).Codes, ((StringColumn)read["s"]).Codes);
        }
    }

    [Fact]
    public void Very_many_texts_are_told_apart()
    {
        // Some differ in their last byte only, some in nothing but their length, and each comes twice.
        var texts = Enumerable.Range(0, 20_000).Select(i => i % 3 == 0 ? $"text {i}" : i % 3 == 1 ? new string('a', i / 30) + (char)('b' + (i % 20)) : $"ö{i}🦆").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Prepend(string.Empty).ToArray();
        var codes = Enumerable.Range(0, 2 * texts.Length).Select(row => row * 7919 % texts.Length).ToArray();
        ParquetTable.Write(At("texts.parquet"), new Table([new StringColumn("s", codes, texts)]));

        var read = (StringColumn)ParquetTable.Read(At("texts.parquet"), ["s"])["s"];

        Assert.Equal(texts, read.Dictionary);
        Assert.Equal(codes, read.Codes);
    }

    [Fact]
    public void A_table_without_rows()
    {
        ParquetTable.Write(At("t.parquet"), new Table([new NumberColumn("n", []), new StringColumn("s", [], [])]));
        Assert.Equal(0, ParquetTable.Read(At("t.parquet"), ["n", "s"]).Rows);
    }

    [Fact]
    public void Rows_that_fulfil_a_condition()
    {
        ParquetTable.Write(At("t.parquet"), new Table([new NumberColumn("n", [5, double.NaN, 7, 9])]));
        Assert.Equal([2, 3], ParquetTable.RowsWhere(At("t.parquet"), "n > 5 -- a comment"));
        var other = $"n > (SELECT count(*) FROM read_csv('{At("t.csv")}'))";
        File.WriteAllText(At("t.csv"), "a\n1\n");
        Assert.ThrowsAny<System.Data.Common.DbException>(() => ParquetTable.RowsWhere(At("t.parquet"), other));
    }

    [Fact]
    public void What_the_file_system_refuses_is_an_IOException() => Assert.Throws<IOException>(
        () => ParquetTable.Write(At("no such folder/t.parquet"), new Table([new NumberColumn("n", [1])])));

    private string At(string name) => Path.Combine(_folder, name);
}
