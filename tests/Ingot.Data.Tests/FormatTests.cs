using System.IO.Compression;
using System.Text;
using DuckDB.NET.Data;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Data.Tests;

/// <summary>Formats besides delimited text, and what is none of them.</summary>
public sealed class FormatTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Json_lines_are_typed_and_a_name_that_is_not_there_is_missing()
    {
        WriteJson("{\"usage\": 1, \"on\": true, \"left\": \"Yes\", \"plan\": \"a\"}\n\n{\"usage\": 2.5, \"left\": \"No\", \"on\": null, \"no/te~\": 1}\n{\"left\": \"No\", \"plan\": \"007\", \"no/te~\": \"x\"}\n");
        var schema = _data.Succeed().Schema;
        Assert.Equal(FileFormat.JsonLines, schema.Reading.File.Format);
        Assert.Equal([("usage", ColumnType.Number), ("on", ColumnType.Boolean), ("left", ColumnType.String), ("plan", ColumnType.String), ("no/te~", ColumnType.String)], schema.Columns.Select(c => (c.Name, c.Type)));
        Assert.Equal([1, 2.5, double.NaN], ((NumberColumn)_data.Training["usage"]).Values);
        Assert.Equal<string?[]>(["a", null, "007"], _data.Strings("plan"));
        Assert.Equal<string?[]>([null, "1", "x"], _data.Strings("no/te~"));
        Assert.Equal(3, _data.Succeed().TrainingRows);
    }

    [Fact]
    public void Json_lines_may_be_compressed_and_in_UTF_16_and_messages_count_their_lines()
    {
        WriteJson("{\"usage\": \"1\", \"left\": \"Yes\"}\n{\"usage\": \"2\", \"left\": \"No\"}\n");
        _data.Succeed();
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
        {
            stream.Write([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{\"usage\": \"1\", \"left\": \"Yes\"}\n\n\n{\"usage\": \"x\", \"left\": \"No\"}\n")]);
        }

        _data.Write("reference.jsonl", File.ReadAllBytes(_data.Path("train.jsonl")));
        _data.Spec = _data.Spec with { ReferenceData = [_data.Source("reference.jsonl", 8)] };
        _data.Write("train.jsonl", packed.ToArray());
        Assert.Null(_data.Run());
        var error = Assert.Single(_data.Found, d => d.Code == "INGOT1007");
        Assert.Contains("line 4", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\": 1, \"left\": \"Yes\"}\n{\"a\": \n", "INGOT1004", 2, "line 2: it is no JSON")]
    [InlineData("{\"a\": 1, \"left\": \"Yes\"}\n\n[1, 2]\n", "INGOT1004", 3, "line 3: it is no object.")]
    [InlineData("{\"a\": 1, \"left\": \"Yes\"}\n{\"a\": 1, \"a\": 2, \"left\": \"No\"}\n", "INGOT1004", 2, "line 2: it has the name 'a' twice.")]
    [InlineData("{\"a\": 1, \"left\": \"Yes\"}\n{\"A\": 1, \"left\": \"No\"}\n", "INGOT1004", 7, "the column 'a' 2 times, as a, A")]
    [InlineData("{\"a\": 1, \"left\": \"Yes\"}\n{\"\": 1, \"left\": \"No\"}\n", "INGOT1004", 7, "has a value without a name")]
    [InlineData("{}\n{}\n", "INGOT1004", 7, "it has no object with a value")]
    [InlineData("{\"a\": [1], \"b\": {\"c\": 1}, \"left\": \"Yes\"}\n", "INGOT1035", 7, "2 names whose values are arrays or objects: a, b.")]
    [InlineData("{\"a\": 1, \"left\": \"Yes\"}\n{\"a\": [1], \"left\": \"No\"}\n", "INGOT1035", 7, "1 name whose values are arrays or objects: a.")]
    [InlineData("[{\"a\": 1, \"left\": \"Yes\"}]\n", "INGOT1036", 7, "is one JSON array. Write JSON lines")]
    public void Json_lines_that_are_no_table(string text, string code, int line, string what)
    {
        WriteJson(text);
        var error = _data.Fail();
        Assert.Equal((code, line), (error.Code, error.Location.Line));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nested_values_that_the_model_does_not_use_are_not_read()
    {
        WriteJson("{\"usage\": 1, \"tags\": [1], \"left\": \"Yes\"}\n{\"usage\": 2, \"tags\": [2], \"left\": \"No\"}\n");
        _data.AddColumn("tags", role: ColumnRole.Ignored);
        _data.Succeed();
        Assert.True(_data.Training["tags"].IsMissing(0) && _data.Training["tags"].IsMissing(1));
        WriteParquet("SELECT 1.5 AS usage, [1] AS tags, 'Yes' AS \"left\" UNION ALL SELECT 2, [2], 'No'");
        Assert.Equal(2, _data.Succeed().TrainingRows);
    }

    [Theory]
    [InlineData("[1, 2]", "x (LIST)")]
    [InlineData("[1.5, 2]", "x (LIST)")]
    [InlineData("[TIMESTAMP '2026-03-01']", "x (LIST)")]
    [InlineData("{'a': 1}", "x (STRUCT)")]
    [InlineData("MAP {'a': 1}", "x (MAP)")]
    [InlineData("'a'::BLOB", "x (BLOB)")]
    [InlineData("INTERVAL 1 DAY", "x (INTERVAL)")]
    [InlineData("TIME '01:02:03'", "x (TIME)")]
    public void Parquet_columns_of_no_single_values_are_refused_by_name(string value, string what)
    {
        WriteParquet($"SELECT 1 AS usage, {value} AS x, 'Yes' AS \"left\"");
        var error = _data.Fail();
        Assert.Equal("INGOT1035", error.Code);
        Assert.Contains($"1 column whose values are no numbers, texts, booleans or dates: {what}.", error.Message, StringComparison.Ordinal);
        Assert.Contains("<Column Include=\"x\" Role=\"Ignored\" />", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parquet_columns_of_names_and_identifiers_are_text()
    {
        WriteParquet("SELECT 'a'::ENUM('a', 'b') AS plan, 'f47ac10b-58cc-4372-a567-0e02b2c3d479'::UUID AS id, 'Yes' AS \"left\" UNION ALL SELECT 'b', '00000000-58cc-4372-a567-0e02b2c3d479', 'No'");
        _data.AddColumn("id", role: ColumnRole.Entity);
        Assert.All(_data.Succeed().Schema.Columns, c => Assert.Equal(ColumnType.String, c.Type));
        Assert.Equal<string?[]>(["f47ac10b-58cc-4372-a567-0e02b2c3d479", "00000000-58cc-4372-a567-0e02b2c3d479"], _data.Strings("id"));
    }

    [Fact]
    public void Parquet_names_that_differ_by_case_only_are_refused()
    {
        // A struct before them: its fields are no columns.
        WriteParquet("SELECT {'a': {'A': 1}} AS s, 1 AS usage, 2 AS qsage, 'Yes' AS \"left\"");

        // DuckDB writes no such file; others do. A name is there as it is, of the same length.
        var path = _data.Path("train.parquet");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(File.ReadAllBytes(path)).Replace("qsage", "Usage", StringComparison.Ordinal)));
        var error = _data.Fail();
        Assert.Equal("INGOT1004", error.Code);
        Assert.Contains("the column 'usage' 2 times, as usage, Usage", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("504B0304", "a ZIP archive, perhaps an Excel workbook. Save the sheet as CSV")]
    [InlineData("D0CF11E0A1B11AE1", "perhaps an old Excel workbook")]
    [InlineData("255044462D312E37", "a PDF document")]
    [InlineData("28B52FFD", "compressed with Zstandard")]
    [InlineData("50415231", "a Parquet file. Let its name end with .parquet")]
    [InlineData("53514C69746520666F726D6174203300", "an SQLite database")]
    [InlineData("EFBBBF0D0A3C21646F63747970652048544D4C3E", "an HTML page")]
    [InlineData("3C3F786D6C2076657273696F6E", "an XML document")]
    [InlineData("7B2261223A317D", "JSON. If it has an object a line, let its name end with .jsonl")]
    [InlineData("FFFE0000610000002C000000", "text in UTF-32")]
    public void Another_kind_of_file_is_named_as_what_it_is(string bytes, string what)
    {
        _data.Write("train.csv", [.. Convert.FromHexString(bytes), .. "and, so, on\n1,2,3\n"u8]);
        var error = _data.Fail();
        Assert.Equal(("INGOT1036", 7), (error.Code, error.Location.Line));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_damaged_gzip_file(bool isCutOff)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300_000).Select(i => $"{i * 7919 % 10007}\n"))));
        }

        var bytes = packed.ToArray();
        bytes.AsSpan(bytes.Length / 2, isCutOff ? 0 : 64).Fill(0xFF);
        _data.Write("train.csv", isCutOff ? bytes[..(bytes.Length / 2)] : bytes);
        var error = _data.Fail();
        Assert.Equal(("INGOT1004", 7), (error.Code, error.Location.Line));
        Assert.Contains("is compressed with gzip, and damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_file_of_several_parts()
    {
        using var packed = new MemoryStream();
        foreach (var part in new[] { "usage,plan,left\n1,a,Yes\n", "2,b,No\n3,a,No\n" })
        {
            using var stream = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            stream.Write(Encoding.UTF8.GetBytes(part));
        }

        _data.Write("train.csv", packed.ToArray());
        Assert.Equal(3, _data.Succeed().TrainingRows);
    }

    [Fact]
    public void What_grows_beyond_reason_when_it_is_unpacked_is_refused()
    {
        using (var stream = new GZipStream(File.Create(_data.Path("train.csv")), CompressionLevel.SmallestSize))
        {
            stream.Write(Encoding.UTF8.GetBytes($"usage,left\n{new string('0', 1 << 20)},Yes\n"));
        }

        var source = _data.Source("train.csv");
        var text = new PlainText { MostGrowth = 2, ReasonableSize = 1 << 17 };
        var error = Assert.Throws<Core.Diagnostics.IngotException>(() => text.Write(source, TextHead.Read(source, 100), "utf-8", _data.Path("plain.csv"))).Diagnostic;
        Assert.Contains("grows to more than 2 times its size", error.Message, StringComparison.Ordinal);
        Assert.True(new FileInfo(_data.Path("plain.csv")).Length < 1 << 18);
    }

    private void WriteJson(string text)
    {
        _data.Write("train.jsonl", text);
        _data.Spec = _data.Spec with { TrainingData = [_data.Source("train.jsonl")], ReferenceData = [_data.Source("train.jsonl", 8)], MaxLeakage = 1 };
    }

    private void WriteParquet(string select)
    {
        var path = _data.Path("train.parquet");
        using (var connection = new DuckDBConnection("DataSource=:memory:"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"COPY ({select}) TO '{path}' (FORMAT parquet)";
            command.ExecuteNonQuery();
        }

        _data.Spec = _data.Spec with { TrainingData = [_data.Source("train.parquet")], ReferenceData = [_data.Source("train.parquet", 8)], MaxLeakage = 1 };
    }
}
