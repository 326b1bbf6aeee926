using System.Text;
using Ingot.Core.Diagnostics;

namespace Ingot.Data.Tests;

public sealed class UnreadableFileTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void A_file_that_does_not_exist() => Expect("INGOT1003", 7, "'train.csv' does not exist");

    [Fact]
    public void A_folder()
    {
        Directory.CreateDirectory(_data.Path("train.csv"));
        Expect("INGOT1003", 7, "is a folder");
    }

    [Fact]
    public void The_pointer_of_a_large_file()
    {
        _data.Write("train.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n");
        Expect("INGOT1003", 7, "git lfs pull");
    }

    [Theory]
    [InlineData("", 7, "is empty")]
    [InlineData("usage,plan,left\n", 7, "has no rows")]
    [InlineData("usage,plan,left", 7, "has no rows")]
    [InlineData("\n \n\n", 1, "has no header")]
    [InlineData("usage,usage,left\n1,2,Yes\n", 1, "'usage' 2 times")]
    [InlineData("usage,Usage,left\n1,2,Yes\n", 1, "2 times")]
    [InlineData("usage,Usage,left\n1,2,Yes\n", 1, "as usage, Usage")]
    [InlineData("usage,,left\n1,2,Yes\n", 1, "Column 2")]
    [InlineData("usage,plan,left,\n1,2,Yes,\n2,2,No,5\n", 1, "Column 4")]
    [InlineData("usage,plan,left\n1,a,Yes\n2,b\n3,c,No\n", 3, "line 3: Expected Number of Columns: 3 Found: 2.")]
    [InlineData("usage,plan,left\n1,a,Yes\n2,b,No,4\n", 3, "line 3: Expected Number of Columns: 3 Found: 4.")]
    [InlineData("usage,plan,left\n1,\"a,Yes\n2,b,No\n", 2, "unterminated quote")]
    [InlineData("usage,\"pl\"an,left\n1,a,Yes\n2,b,No\n", 1, "unterminated quote")]
    [InlineData("usage,\"plan,left\n1,a,Yes\n2,b,No\n", 1, "unterminated quote")]
    [InlineData("\"usage\nof it\",plan,left\n1,\"a\n\nb\",Yes\n\n\n2,b\n", 8, "line 8: Expected Number of Columns: 3 Found: 2.")]
    [InlineData("\"usage\r\nof it\",plan,left\r\n1,\"a\nb\rc\",Yes\r\n\r\n\r\n2,b,No,4\r\n", 8, "line 8: Expected Number of Columns: 3 Found: 4.")]
    [InlineData("usage,plan,left\r1,\"a\rb\",Yes\r\r2,b\r", 5, "line 5: Expected Number of Columns: 3 Found: 2.")]
    [InlineData("\"us,a,g,e\",plan,left\n1,a,Yes\n2,b\n3,c,No,4\n", 3, "line 3: Expected Number of Columns: 3 Found: 2.")]
    [InlineData("\"usage\nof it\",plan,left\n1,a,Yes\n2,b,No,4\n", 4, "line 4: Expected Number of Columns: 3 Found: 4.")]
    [InlineData("usage,plan,left\n1,a\0,Yes\n2,b,No\n", 2, "NUL bytes")]
    [InlineData("usage,plan,left\n1,\"a\\\"\",Yes\n2,b,No\n", 2, "quotes inside of it doubled")]
    [InlineData("usage   plan  left\n1.5     a     Yes\n2.5     b     No\n", 7, "has values with several blanks between them")]
    [InlineData("1.5  a  b  Yes\n2.5  b  a\tNo\n3    c  c  No\n", 7, "has values with several blanks between them")]
    [InlineData("usage plan left\n1.5 a Yes\n2.5 b No\n", 7, "say Delimiter=\"space\"")]
    [InlineData("usage:plan:left\n1.5:a:Yes\n2.5:b:No\n", 7, "say Delimiter=\":\" in its item")]
    [InlineData("\"usage,plan,left\"\n\"1.5,a,Yes\"\n\"2.5,b,No\"\n", 7, "has rows that stand in quotes as a whole")]
    [InlineData("usage,  \"plan\",  \"left\"\n1,  \"a\",  \"Yes\"\n", 7, "more than one blank before the quote of a value (4 values")]
    [InlineData("usage;plan;left\n1;a;Yes\n2;b\n3;c;No\n", 3, "line 3: Expected Number of Columns: 3 Found: 2. Expected utf-8 text with a semicolon between values")]
    [InlineData("sep=;\n\nusage;plan;left\n1;a;Yes\n2;b\n3;c;No\n", 5, "line 5: Expected Number of Columns: 3 Found: 2.")]
    [InlineData("# by hand\nusage,plan,left\n# and\n1,a,Yes\n2,b\n3,c,No\n", 5, "line 5: Expected Number of Columns: 3 Found: 2.")]
    public void Text_that_is_not_a_table(string text, int line, string what)
    {
        _data.Write("train.csv", text);
        Expect("INGOT1004", line, what);
    }

    [Fact]
    public void Half_UTF_8_and_half_Latin_1_is_no_encoding()
    {
        _data.Write("train.csv", [.. Encoding.UTF8.GetBytes("usage,plan,left\n1,Müller,Yes\n2,Größe,No\n"), .. Encoding.Latin1.GetBytes("3,Bär,No\n")]);
        Expect("INGOT1004", 4, "line 4: Invalid unicode (byte sequence mismatch) detected. This file is not utf-8 encoded. Save it as UTF-8, or say in its item which encoding it has");
    }

    [Fact]
    public void A_line_that_is_longer_than_any_may_be_is_not_read_to_its_end()
    {
        _data.Write("train.csv", new string('x', 2_100_000));
        Expect("INGOT1004", 1, "has no line break in its first 2,000,000 characters");
    }

    [Fact]
    public void A_cell_that_is_longer_than_any_line_may_be()
    {
        _data.Write("train.csv", $"usage,plan,left\n1,\"a\nb\",Yes\n2,{new string('x', 2_100_000)},No\n");
        Expect("INGOT1004", 4, "line 4: Maximum line size of 2000000 bytes exceeded.");
    }

    [Fact]
    public void A_damaged_Parquet_file()
    {
        _data.Write("train.parquet", "PAR1 and nothing of the kind");
        _data.Spec = _data.Spec with { TrainingData = [_data.Source("train.parquet")] };
        Expect("INGOT1004", 7, "No magic bytes");
    }

    [Fact]
    public void Csv_and_Parquet_in_one_list()
    {
        _data.Write("train.csv", DataFolder.Plain);
        _data.Write("more.parquet", "PAR1");
        _data.Spec = _data.Spec with { TrainingData = [_data.Source("train.csv"), _data.Source("more.parquet", 11)] };
        Expect("INGOT1004", 11, "mix CSV and Parquet");
    }

    [Theory]
    [InlineData("usage,left\n1,Yes\n", "INGOT1005", "plan missing")]
    [InlineData("usage,plan,extra,left\n1,a,2,Yes\n", "INGOT1006", "extra")]
    public void Another_file_with_other_columns(string text, string code, string what)
    {
        _data.Write("train.csv", DataFolder.Plain);
        _data.Write("more.csv", text);
        _data.Spec = _data.Spec with { TrainingData = [_data.Source("train.csv"), _data.Source("more.csv", 11)] };
        Expect(code, 11, what);
    }

    private void Expect(string code, int line, string what)
    {
        var error = _data.Fail();
        Assert.Equal(code, error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.Location.Line);
        Assert.Equal(DiagnosticSeverity.Error, error.Severity);
    }
}
