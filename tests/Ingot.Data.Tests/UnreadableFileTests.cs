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
    [InlineData("\nusage,plan,left\n1,a,Yes\n", 1, "empty first line")]
    [InlineData("usage,usage,left\n1,2,Yes\n", 1, "'usage' 2 times")]
    [InlineData("usage,Usage,left\n1,2,Yes\n", 1, "2 times")]
    [InlineData("usage,,left\n1,2,Yes\n", 1, "Column 2")]
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
    [InlineData("usage,plan,left\n1,a,Yes\r\n2,b,No\n", 7, "one kind of line break")]
    [InlineData("\ufeff\nusage,plan,left\n1,a,Yes\n", 1, "empty first line")]
    public void Text_that_is_not_a_table(string text, int line, string what)
    {
        _data.Write("train.csv", text);
        Expect("INGOT1004", line, what);
    }

    [Fact]
    public void Latin_1_in_a_value()
    {
        _data.Write("train.csv", "usage,plan,left\n1,Müller,Yes\n2,b,No\n", Encoding.Latin1);
        Expect("INGOT1004", 2, "not utf-8");
    }

    [Fact]
    public void Latin_1_in_the_header()
    {
        _data.Write("train.csv", "usage,größe,left\n1,a,Yes\n2,b,No\n", Encoding.Latin1);
        Expect("INGOT1004", 1, "line 1: Invalid unicode (byte sequence mismatch) detected. This file is not utf-8 encoded.");
    }

    [Fact]
    public void A_cell_that_is_longer_than_any_line_may_be()
    {
        _data.Write("train.csv", $"usage,plan,left\n1,\"a\nb\",Yes\n2,{new string('x', 2_100_000)},No\n");
        Expect("INGOT1004", 4, "line 4: Maximum line size of 2000000 bytes exceeded.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Utf_16(bool bigEndian)
    {
        _data.Write("train.csv", DataFolder.Plain, new UnicodeEncoding(bigEndian, byteOrderMark: true));
        Expect("INGOT1004", 7, "is UTF-16");
    }

    [Fact]
    public void Utf_16_without_a_byte_order_mark()
    {
        _data.Write("train.csv", DataFolder.Plain, new UnicodeEncoding(bigEndian: false, byteOrderMark: false));
        Expect("INGOT1004", 1, "NUL bytes");
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
