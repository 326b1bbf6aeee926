using System.Text.Encodings.Web;
using System.Text.Json;
using Ingot.Tests.Shared;

namespace Ingot.Artifacts.Tests;

public class OutputTextTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    [Fact]
    public void Nothing_is_left_that_anybody_would_obey()
    {
        Assert.All(HostileTexts.All, t => Assert.NotEmpty(HostileTexts.Left(t)));
        Assert.All(HostileTexts.All, t => Assert.Empty(HostileTexts.Left(OutputText.Line(t))));
        Assert.All(HostileTexts.All, t => Assert.DoesNotContain('\n', OutputText.Line(t)));
        Assert.All(HostileTexts.All, t => Assert.Empty(HostileTexts.Left(OutputText.Lines($"# Title\n\n{t}\n"))));

        // Once is enough, and twice is the same.
        Assert.All(HostileTexts.All, t => Assert.Equal(OutputText.Line(t), OutputText.Line(OutputText.Line(t))));
    }

    [Theory]
    [InlineData("a plain message: 3 rows, 50 % (a::b), #1 of #2 ## 3")]
    [InlineData("## Title\r\n\r\n| a | b |\r\n\tcode\r\n### [x](y)")]
    [InlineData("a\tb\n\tc")]
    [InlineData("größer 数 😀 👩 é")]
    [InlineData(": one colon, C:\\temp\\x::y, std::vector")]
    [InlineData("{\n  \"name\": \"x ::error\"\n}\n")]
    public void What_is_harmless_stays(string text) => Assert.Equal(text, OutputText.Lines(text));

    [Theory]
    [InlineData("##vso[x]", "#\\u0023vso[x]")]
    [InlineData("  ::error::x", "  :\\u003Aerror::x")]
    [InlineData("a\tb\r\n\u001B", "a\\tb\\r\\n\\u001B")]
    [InlineData("\u001B 😀 😀😀", "\\u001B 😀 😀😀")]
    [InlineData("\u001B ##", "\\u001B ##")]
    [InlineData("##[", "#\\u0023[")]
    [InlineData("##", "##")]
    [InlineData(":::error::", ":\\u003A:error::")]
    public void It_is_seen_what_was_there(string text, string expected) => Assert.Equal(expected, OutputText.Line(text));

    [Fact]
    public void Half_a_character_at_the_end_is_half_a_character()
    {
        Assert.Equal("a\\u001B\uD83D", OutputText.Line("a\u001B\uD83D"));
        Assert.Equal("\\u001B\uD83Dx\uDE00", OutputText.Line("\u001B\uD83Dx\uDE00"));
    }

    [Fact]
    public void Commands_are_visible_as_they_are_and_nothing_else_is()
    {
        Assert.Equal("##vso[x] ::y::\\t\\u001B", OutputText.Visible("##vso[x] ::y::\t\u001B"));
        Assert.Equal("::error::\\t", OutputText.Visible("::error::\t"));
    }

    [Fact]
    public void Only_line_ends_of_Windows_are_line_ends()
    {
        Assert.Equal("a\\r", OutputText.Lines("a\r"));
        Assert.Equal("\ta\r\n\\rb\n", OutputText.Lines("\ta\r\n\rb\n"));
        Assert.Equal("\r\nx", OutputText.Lines("\r\nx"));
    }

    /// <summary>Scripts that read JSON get the very text.</summary>
    [Fact]
    public void Json_means_what_it_meant()
    {
        var json = JsonSerializer.Serialize(HostileTexts.All, Relaxed);
        Assert.NotEmpty(HostileTexts.Left(json));

        var printed = OutputText.Lines(json);

        Assert.Empty(HostileTexts.Left(printed));
        Assert.Equal(HostileTexts.All, JsonSerializer.Deserialize<List<string>>(printed)!);
    }
}
