using System.Globalization;
using System.Text.RegularExpressions;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Docs;

/// <summary>The examples of docs/reading.md are read as the page says.</summary>
public partial class ReadingPageTests
{
    private const string Missing = "missing";
    private const string Wrong = "an error";

    public static TheoryData<string, string, string> Examples()
    {
        var page = RepositoryRoot.ReadText("docs/reading.md");
        var section = page[page.IndexOf("### Examples", StringComparison.Ordinal)..page.IndexOf("## What a column is for", StringComparison.Ordinal)];
        var data = new TheoryData<string, string, string>();
        foreach (var cells in section.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Trim('|', ' ').Split(" | ")))
        {
            foreach (Match text in Code().Matches(cells[1]))
            {
                data.Add(cells[0], text.Groups[1].Value, cells[2].Trim('`'));
            }
        }

        return data;
    }

    [Fact]
    public void The_page_has_examples() => Assert.True(Examples().Count > 30);

    [Theory]
    [MemberData(nameof(Examples))]
    public void Texts_are_read_as_the_page_says(string column, string text, string value)
    {
        var metadata = Metadata().Matches(column).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value, StringComparer.Ordinal);
        var said = ColumnSpecReader.Read(new ProjectItem("Column", "x", metadata, new SourceLocation("M.csproj", 1, 1)));
        var type = said.SaidType ?? (said.MissingWords is null ? ColumnType.String : ColumnType.Number);
        var reader = new TextReading().ReaderOf(new SchemaColumn
        {
            Name = "x",
            Type = type,
            Role = ColumnRole.Feature,
            Format = said.Format,
            Unit = said.Unit,
            Decimal = said.Decimal,
            Thousands = said.Thousands,
            Missing = said.MissingWords,
        });

        Assert.Equal(value, Read(reader, type, text));
    }

    private static string Read(ValueReader reader, ColumnType type, string text)
    {
        if (reader.Text(text) is not { } present)
        {
            return Missing;
        }

        return type switch
        {
            ColumnType.Number => reader.Number(present) is { } number ? double.IsNaN(reader.Number(number)) ? Missing : number.ToString("R", CultureInfo.InvariantCulture) : Wrong,
            ColumnType.Boolean => ValueReader.Boolean(present) is { } truth ? truth ? "true" : "false" : Wrong,
            ColumnType.Date => reader.Date(present) is { } date ? DateTime.UnixEpoch.AddMicroseconds(date).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : Wrong,
            _ => present,
        };
    }

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Code();

    [GeneratedRegex("([A-Za-z]+)=\"([^\"]*)\"")]
    private static partial Regex Metadata();
}
