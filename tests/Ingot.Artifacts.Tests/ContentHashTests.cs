namespace Ingot.Artifacts.Tests;

public sealed class ContentHashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The examples of FIPS 180-2, appendix B, and of no bytes at all.</summary>
    [Theory]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void It_is_SHA_256_in_lower_case(string text, string hash)
    {
        Assert.Equal(hash, ContentHash.OfText(text));
        Assert.Equal(hash, ContentHash.OfFile(_folder.Write("a.txt", text)));
        Assert.Equal(hash, ContentHash.OfTextFile(_folder.Write("a.txt", text)));
    }

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
