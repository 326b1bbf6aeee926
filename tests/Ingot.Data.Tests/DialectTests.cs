using System.IO.Compression;
using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Data.Tests;

/// <summary>The first build finds how delimited text is read, says it, writes it into the schema, and follows it from then on.</summary>
public sealed class DialectTests : IDisposable
{
    private static readonly FileReading Plain = new();

    private readonly DataFolder _data = new();

    public static TheoryData<string, string, FileReading, string?> Dialects => new()
    {
        { "comma", DataFolder.Plain, Plain, null },
        { "semicolon", "usage;plan;left\n1.5;a;Yes\n2.5;b;No\n3.5;a;Yes\n4.5;b;No\n", Plain with { Delimiter = ';' }, "separated by ';'" },
        { "tab", "usage\tplan\tleft\n1.5\ta\tYes\n2.5\tb\tNo\n3.5\ta\tYes\n4.5\tb\tNo\n", Plain with { Delimiter = '\t' }, "separated by tabs" },
        { "pipe", "usage|plan|left\n1.5|a|Yes\n2.5|b|No\n3.5|a|Yes\n4.5|b|No\n", Plain with { Delimiter = '|' }, "separated by '|'" },
        { "all in quotes", "\"usage\";\"plan\";\"left\"\n\"1.5\";\"a\";\"Yes\"\n\"2.5\";\"b\";\"No\"\n\"3.5\";\"a\";\"Yes\"\n\"4.5\";\"b\";\"No\"\n", Plain with { Delimiter = ';' }, "separated by ';'" },
        { "single quotes", "'usage','plan','left'\n1.5,'a','Yes'\n2.5,'b','No'\n3.5,'a','Yes'\n4.5,'b','No'\n", Plain with { Quote = '\'' }, "with ' as the quote" },
        { "blanks before quotes", "usage, \"plan\", \"left\"\n1.5, \"a\", \"Yes\"\n2.5, \"b\", \"No\"\n3.5, \"a\", \"Yes\"\n4.5, \"b\", \"No\"\n", Plain, null },
        { "sep", "sep=;\r\nusage;plan;left\r\n1.5;a;Yes\r\n2.5;b;No\r\n3.5;a;Yes\r\n4.5;b;No\r\n", Plain with { Delimiter = ';' }, "separated by ';'" },
        { "empty lines", "\n\n  \nusage,plan,left\n1.5,a,Yes\n2.5,b,No\n\n3.5,a,Yes\n4.5,b,No\n\n\n", Plain, null },
        { "comments", "# made by hand, in 2026\n#\nusage,plan,left\n1.5,a,Yes\n# half of it\n2.5,b,No\n3.5,a,Yes\n4.5,b,No\n", Plain with { Comment = '#' }, "without the lines that begin with #" },
        { "title", "Who left\nin 2026\n\nusage,plan,left\n1.5,a,Yes\n2.5,b,No\n3.5,a,Yes\n4.5,b,No\n", Plain with { Skip = 3 }, "without the first 3 lines" },
        { "trailing delimiters", "usage,plan,left,\n1.5,a,Yes,\n2.5,b,No,\n3.5,a,Yes,\n4.5,b,No,\n", Plain, "without a column for the delimiter at the end of each row" },
        { "two trailing delimiters", "usage,plan,left,,\n1.5,a,Yes,,\n2.5,b,No,,\n3.5,a,Yes,,\n4.5,b,No,,\n", Plain, "without a column for the delimiters at the end of each row" },
        { "trailing delimiters but for the header", "usage,plan,left\n1.5,a,Yes,\n2.5,b,No,\n3.5,a,Yes,\n4.5,b,No,\n", Plain, "without a column for the delimiter at the end of each row" },
    };

    public void Dispose() => _data.Dispose();

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Is_found_said_written_into_the_schema_and_followed(string name, string text, FileReading reading, string? fact)
    {
        Assert.NotEmpty(name);
        _data.WriteBoth(text);
        for (var build = 0; build < 2; build++)
        {
            Assert.Equal(reading, _data.Succeed().Schema.Reading.File);
            Assert.Equal(["usage", "plan", "left", "__row"], _data.Training.Columns.Select(c => c.Name));
            Assert.Equal([1.5, 2.5, 3.5, 4.5], ((NumberColumn)_data.Training["usage"]).Values);
            Assert.Equal<string?[]>(["a", "b", "a", "b"], _data.Strings("plan"));
            Assert.Equal(reading, SchemaFile.Read(_data.Spec.SchemaFile).Reading.File);
        }

        // Once, by the build that found it.
        var said = _data.Found.Where(d => d.Code == "INGOT1033").ToList();
        Assert.Equal(fact is null ? 0 : 1, said.Count);
        Assert.All(said, d => Assert.Contains(fact!, d.Message, StringComparison.Ordinal));
        Assert.Empty(Directory.GetDirectories(_data.Output));
    }

    [Theory]
    [InlineData("utf-16", false, true)]
    [InlineData("utf-16", true, true)]
    [InlineData("utf-16", false, false)]
    [InlineData("utf-16", true, false)]
    public void Utf_16_with_and_without_a_mark(string encoding, bool isBigEndian, bool hasMark)
    {
        var text = "usage;größe;left\n1;日本;Yes\n2;\"x\ny\";No\n";
        _data.Write("train.csv", text, new UnicodeEncoding(isBigEndian, hasMark));
        _data.Write("reference.csv", text, new UnicodeEncoding(isBigEndian, hasMark));
        _data.Spec = _data.Spec with { MaxLeakage = 1 };
        Assert.Equal(Plain with { Encoding = encoding, Delimiter = ';' }, _data.Succeed().Schema.Reading.File);
        Assert.Equal<string?[]>(["日本", "x\ny"], _data.Strings("größe"));
        Assert.Contains("in utf-16", Assert.Single(_data.Found, d => d.Code == "INGOT1033").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(150_000)]
    public void Bytes_that_are_not_UTF_8_are_taken_for_Windows_1252_with_a_warning_wherever_they_stand(int before)
    {
        var text = new StringBuilder("usage,plan,left\n");
        for (var i = 0; i < before; i++)
        {
            text.Append(i % 2 == 0 ? "1,a,Yes\n" : "2,b,No\n");
        }

        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text.Append("3,5 €,No\n").ToString());
        _data.Write("train.csv", bytes);
        _data.Write("reference.csv", bytes);
        _data.Spec = _data.Spec with { MaxLeakage = 1 };
        Assert.Equal("windows-1252", _data.Succeed().Schema.Reading.File.Encoding);
        Assert.Equal("5 €", _data.Strings("plan")[^1]);
        var warning = Assert.Single(_data.Found, d => d.Code == "INGOT1030");
        Assert.Equal(DiagnosticSeverity.Warning, warning.Severity);
        Assert.Contains("'€'", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gzip_is_seen_in_the_file_whatever_its_name()
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(DataFolder.Plain));
        }

        _data.Write("train.csv.gz", packed.ToArray());
        _data.Write("reference.csv", packed.ToArray());
        _data.Spec = _data.Spec with { MaxLeakage = 1, TrainingData = [_data.Source("train.csv.gz")] };
        Assert.Equal(4, _data.Succeed().TrainingRows);
        Assert.Equal(4, _data.Succeed().ReferenceRows);
    }

    [Theory]
    [InlineData("usage;left;plan\n1,5;Yes;a\n2,5;No;b\n", ';')]
    [InlineData("usage;left\n1,5;Yes\n2,5;No\n3,5;No\n4,5;No\n", ';')]
    [InlineData("\"a;x\",left,c\n1,Yes,\"2;3\"\n2,No,\"4;5\"\n", ',')]
    [InlineData("a,left,text\n1,Yes,x;y\n2,No,z;w\n", ',')]
    [InlineData("left\ttext\nYes\thello, you\nNo\tgood, evil\n", '\t')]
    [InlineData("left|text\nYes|\"a|b\"\nNo|c;d,e\n", '|')]
    [InlineData("left\nYes\nNo\n", ',')]
    public void The_delimiter(string text, char delimiter) =>
        Assert.Equal(delimiter, new DialectFinder(text, isWhole: true, said: null, "left").Find().Reading.Delimiter);

    [Fact]
    public void Quotes_of_the_text_that_quote_nothing_are_not_quotes()
    {
        var text = "left\ttext\nYes\t\"Oh\" he said\nNo\tplain\nYes\t\"Oh\nNo\t5\" nail\n";
        var found = new DialectFinder(text, isWhole: true, said: null, "left").Find();
        Assert.Null(found.Reading.Quote);
        Assert.Contains("quotes are read as part of the text", Assert.Single(found.Doubts), StringComparison.Ordinal);
        _data.WriteBoth(text);
        _data.Succeed();
        Assert.Equal<string?[]>(["\"Oh\" he said", "plain", "\"Oh", "5\" nail"], _data.Strings("text"));
        Assert.Contains("\"quote\": \"\"", File.ReadAllText(_data.Spec.SchemaFile), StringComparison.Ordinal);
        Assert.Single(_data.Found, d => d.Code == "INGOT1034");
    }

    [Theory]
    [InlineData(",plan,left\n0,a,Yes\n1,b,No\n", "the first column has no name, and is called 'index'")]
    [InlineData("plan,left\n0,a,Yes\n1,b,No\n", "the header has one name less than the rows have values")]
    public void An_index_without_a_name_gets_one(string text, string what)
    {
        _data.WriteBoth(text);
        Assert.Equal(["index", "plan", "left"], _data.Succeed().Schema.Columns.Select(c => c.Name));
        Assert.Contains(what, Assert.Single(_data.Found, d => d.Code == "INGOT1034").Message, StringComparison.Ordinal);
        Assert.Equal<string?[]>(["a", "b"], _data.Strings("plan"));
        _data.Succeed();
    }

    [Theory]
    [InlineData("a,b,left\r\n1,2,Yes\n2,3,No\r\n")]
    [InlineData("a,b,left\n1,2,Yes\r\n2,3,No\n")]
    [InlineData("a,b,left\n1,2,Yes\r2,3,No\r\n")]
    public void Line_ends_may_be_mixed(string text)
    {
        _data.WriteBoth(text);
        _data.Succeed();
        Assert.Equal([1, 2], ((NumberColumn)_data.Training["a"]).Values);
        Assert.Equal(2, _data.Found.Count(d => d.Code == "INGOT1034" && d.Message.Contains("end in more than one way", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_comment_ends_no_row_and_values_keep_its_character()
    {
        _data.WriteBoth("# c\nplan#,left\n\"#1\",Yes\n#2,Yes,3\na #3,No\n\"x\n#4\",No\n");
        _data.Succeed();
        Assert.Equal<string?[]>(["#1", "a #3", "x\n#4"], _data.Strings("plan#"));
    }

    [Theory]
    [InlineData("39,a,Yes\n50,b,No\n38,a,No\n", "its first row looks like the rows below it (39, a, Yes)")]
    [InlineData("1,2\n3,4\n", "its first row looks like the rows below it (1, 2)")]
    public void A_file_without_a_header_is_not_guessed(string text, string what)
    {
        _data.WriteBoth(text);
        var error = _data.Fail();
        Assert.Equal("INGOT1032", error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains("Header=\"false\" and Names=", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_the_item_name_the_columns_and_the_schema_those_of_later_files()
    {
        _data.WriteBoth("39,a,Yes\n50,b,No\n38,a,No\n");
        _data.Spec = _data.Spec with
        {
            TrainingData = [_data.Source("train.csv") with { Reading = new SourceReading { Header = false, Names = ["usage", "plan", "left"] } }],
        };
        Assert.False(_data.Succeed().Schema.Reading.File.Header);
        Assert.Equal([39, 50, 38], ((NumberColumn)_data.Training["usage"]).Values);
        _data.Spec = _data.Spec with { TrainingData = [_data.Source("train.csv")] };
        Assert.Equal(3, _data.Succeed().TrainingRows);
    }

    [Theory]
    [InlineData("usage;plan;left\n1;a;Yes\n", "INGOT1031", "The file 'reference.csv' is separated by ';', and the training data before it have ','. Write the file as the others, or say Delimiter=\";\" in its item.")]
    [InlineData("\"usage\";\"plan\";\"left\"\n\"1\";\"a\";\"Yes\"\n", "INGOT1031", "separated by ';'")]
    [InlineData("sep=;\nusage;plan;left\n1;a;Yes\n", "INGOT1031", "separated by ';'")]
    [InlineData("9.5,a,Yes\n8.5,b,No\n", "INGOT1032", "looks like the rows below it")]
    public void A_file_that_is_written_otherwise_is_an_error(string text, string code, string what)
    {
        _data.Write("train.csv", DataFolder.Plain);
        _data.Write("reference.csv", text);
        var error = _data.Fail();
        Assert.Equal((code, 8), (error.Code, error.Location.Line));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_says_how_and_the_item_takes_precedence()
    {
        _data.WriteBoth(DataFolder.Plain);
        _data.Succeed();
        var other = DataFolder.Plain.Replace(',', ';');
        _data.Write("reference.csv", other);
        Assert.Contains("is separated by ';', and the schema's reading says ','", Assert.Throws<IngotException>(() => _data.Run()).Diagnostic.Message, StringComparison.Ordinal);
        _data.Spec = _data.Spec with { ReferenceData = [_data.Source("reference.csv") with { Reading = new SourceReading { Delimiter = ';' } }] };
        _data.Succeed();
    }

    [Fact]
    public void Expected_predictions_are_written_as_the_data_are_with_a_header_always()
    {
        _data.Write("expected.csv", "# by hand, and\nexpected_label;größe\nYes;5,5\n", CodePagesEncodingProvider.Instance.GetEncoding(1252)!);
        var reading = DataReading.Default with { File = Plain with { Delimiter = ';', Encoding = "windows-1252", Comment = '#', Header = false, Skip = 4 } };
        var column = new SchemaColumn { Name = "größe", Type = ColumnType.String, Role = ColumnRole.Feature };
        var rows = ExpectedRows.Read(_data.Source("expected.csv"), [column with { Name = "expected_label" }, column], [], reading);
        Assert.Equal(("Yes", "5,5"), (((StringColumn)rows["expected_label"])[0], ((StringColumn)rows["größe"])[0]));
        _data.Write("expected.csv", "expected_label,größe\nYes,5\n");
        Assert.Equal("INGOT1031", Assert.Throws<IngotException>(() => ExpectedRows.Read(_data.Source("expected.csv"), [column with { Name = "expected_label" }, column], [], reading)).Diagnostic.Code);
    }

    [Fact]
    public void A_wide_table_is_looked_at_as_any_other()
    {
        var names = string.Join(';', Enumerable.Range(0, 10_000).Select(i => $"f{i}"));
        var rows = string.Concat(Enumerable.Range(0, 20).Select(r => $"{string.Join(';', Enumerable.Range(0, 10_000).Select(i => $"{i % 7},{r}"))};Yes\n"));
        var found = new DialectFinder($"{names};left\n{rows}", isWhole: false, said: null, "left").Find();
        Assert.Equal((';', 10_001), (found.Reading.Delimiter, found.Width));
    }

    [Fact]
    public void A_title_that_a_file_does_not_have_is_an_error()
    {
        _data.WriteBoth("Who left\n\nusage,plan,left\n1.5,a,Yes\n2.5,b,No\n");
        _data.Succeed();
        _data.Write("reference.csv", "usage,plan,left\n1.5,a,Yes\n2.5,b,No\n2.5,b,No\n");
        Assert.Contains("begins with its header, and the schema's reading says 2 lines above it. Say Skip=\"0\" in its item.", Assert.Throws<IngotException>(() => _data.Run()).Diagnostic.Message, StringComparison.Ordinal);
        _data.Spec = _data.Spec with { ReferenceData = [_data.Source("reference.csv") with { Reading = new SourceReading { Skip = 0 } }] };
        Assert.Equal(3, _data.Succeed().ReferenceRows);
    }

    [Theory]
    [InlineData("windows-1252", "is UTF-8")]
    [InlineData("utf-16", "is UTF-8")]
    public void An_encoding_that_the_bytes_contradict_is_an_error(string said, string what)
    {
        _data.Write("train.csv", "usage,größe,left\n1,a,Yes\n2,b,No\n");
        _data.Spec = _data.Spec with { TrainingData = [_data.Source("train.csv") with { Reading = new SourceReading { Encoding = said } }] };
        var error = _data.Fail();
        Assert.Equal("INGOT1031", error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains($"its item says {said}", error.Message, StringComparison.Ordinal);
    }
}
