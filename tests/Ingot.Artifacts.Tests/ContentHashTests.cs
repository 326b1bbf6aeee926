namespace Ingot.Artifacts.Tests;

public sealed class ContentHashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    [InlineData("a\nb", "a\nb")]
    [InlineData("a\rb\r\r\nc\r", "a\rb\r\nc\r")]
    [InlineData("", "")]
    public void A_text_file_is_the_same_whatever_version_control_made_of_its_line_ends(string text, string same) =>
        Assert.Equal(ContentHash.OfText(same), ContentHash.OfTextFile(_folder.Write("a.json", text)));

    [Fact]
    public void The_end_of_a_line_may_lie_between_two_reads()
    {
        foreach (var length in new[] { (1 << 16) - 2, (1 << 16) - 1, 1 << 16 })
        {
            var line = new string('x', length);
            Assert.Equal(ContentHash.OfText(line + "\n" + line + "\ry\n"), ContentHash.OfTextFile(_folder.Write("a.json", line + "\r\n" + line + "\ry\r\n")));
        }
    }
}
