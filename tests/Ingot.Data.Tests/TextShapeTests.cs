namespace Ingot.Data.Tests;

public class TextShapeTests
{
    /// <summary>Counted by hand.</summary>
    [Theory]
    [InlineData("Win a FREE £1000 prize!", 23, 5, 13)]
    [InlineData("naïve café_x 日本 😀", 17, 3, 12)]
    [InlineData("?! …", 4, 0, 0)]
    public void Texts_are_long_have_words_and_letters(string text, int characters, int words, int letters) =>
        Assert.Equal([(double)characters, (double)words, (double)letters / characters], Of(text));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Where_there_is_no_text_there_are_no_numbers(string? text) => Assert.Equal([null, null, null], Of(text));

    [Fact]
    public void Their_names_say_of_what_they_are() =>
        Assert.Equal(["my text (characters)", "my text (words)", "my text (letters)"], TextShape.Of("my text", "x").Select(s => s.Name));

    private static double?[] Of(string? text)
    {
        using var session = new DuckDbSession();
        var sql = text is null ? "NULL::VARCHAR" : DuckDbSession.Text(text);
        return [.. session.Query($"SELECT {string.Join(", ", TextShape.Of("t", sql).Select(s => s.Sql))}")[0].Select(v => (double?)v)];
    }
}
