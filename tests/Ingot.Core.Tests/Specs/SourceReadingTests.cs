using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Specs;

/// <summary>What the item of a data file says of how it is read.</summary>
public sealed class SourceReadingTests
{
    [Fact]
    public void What_is_said_takes_precedence_and_the_rest_stays()
    {
        var reading = Read(("delimiter", "tab"), ("Quote", "none"), ("Encoding", "Latin1"), ("Header", "False"), ("Names", "a; b;left"), ("Comment", "%"), ("Skip", "2"), ("Link", "x.csv"))!;

        Assert.Equal(
            new FileReading { Delimiter = '\t', Quote = null, Encoding = "iso-8859-1", Header = false, Comment = '%', Skip = 2 },
            reading.Over(new FileReading { Delimiter = ';' }));
        Assert.Equal(["a", "b", "left"], reading.Names!);
        Assert.Equal("Encoding=\"iso-8859-1\" Delimiter=\"\t\" Quote=\"\" Header=\"False\" Names=\"a;b;left\" Comment=\"%\" Skip=\"2\"", reading.ToString());
        Assert.Equal(new FileReading { Delimiter = ';', Quote = '\'' }, Read(("Quote", "'"), ("Comment", "none"))!.Over(new FileReading { Delimiter = ';', Comment = '#' }));
    }

    [Fact]
    public void An_item_that_says_nothing_has_no_reading() => Assert.Null(Read(("Link", "x.csv"), ("Visible", "false")));

    [Theory]
    [InlineData("Delimiter", "ab", "expected one character that is no letter or digit, or one of the words comma, semicolon, tab, pipe, space")]
    [InlineData("Delimiter", "x", "expected one character")]
    [InlineData("Delimiter", "none", "expected one character")]
    [InlineData("Quote", "“”", "expected one character that is no letter or digit, or none")]
    [InlineData("Encoding", "ebcdic", "expected utf-8, utf-16, windows-1252, iso-8859-1")]
    [InlineData("Header", "no", "expected true or false")]
    [InlineData("Skip", "-1", "expected the number of lines above the table, 0 to 1000")]
    [InlineData("Names", "a;b", "Names but not Header=\"false\"")]
    [InlineData("Delimeter", ";", "Did you mean Delimiter?")]
    [InlineData("Encodng", "utf-8", "Did you mean Encoding?")]
    public void What_cannot_be_used_is_an_error_of_the_item(string name, string value, string what)
    {
        var diagnostic = Assert.Throws<IngotException>(() => Read((name, value))).Diagnostic;

        Assert.Equal(("INGOT1001", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains(what, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Quote", ";")]
    [InlineData("Comment", "semicolon")]
    public void Two_marks_must_differ(string name, string value) =>
        Assert.Contains("the same character", Assert.Throws<IngotException>(() => Read(("Delimiter", ";"), (name, value))).Diagnostic.Message, StringComparison.Ordinal);

    [Fact]
    public void Two_names_must_differ() =>
        Assert.Contains("'a' more than once", Assert.Throws<IngotException>(() => Read(("Header", "false"), ("Names", "a;b;A"))).Diagnostic.Message, StringComparison.Ordinal);

    private static SourceReading? Read(params (string Name, string Value)[] metadata) => SourceReadingReader.Read(new ProjectItem(
        "TrainingData", "/data/train.csv", metadata.ToDictionary(m => m.Name, m => m.Value, StringComparer.OrdinalIgnoreCase), new SourceLocation("M.csproj", 9, 5)));
}
