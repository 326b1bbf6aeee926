namespace Ingot.Artifacts.Tests;

/// <summary>Pointers as Git LFS writes them (git-lfs, docs/spec.md): <c>version</c> is the first line, <c>oid</c> one of the next, none is longer than 1,024 bytes.</summary>
public sealed class LargeFilePointerTests : IDisposable
{
    private const string Version = "version https://git-lfs.github.com/spec/v1\n";
    private static readonly string Hash = new('a', 64);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_hash_is_that_of_the_file_that_is_elsewhere()
    {
        Assert.Equal(Hash, Read($"{Version}oid sha256:{Hash}\nsize 12345\n"));
        Assert.Equal(Hash, Read($"{Version}ext-0-foo sha256:{new string('b', 64)}\noid sha256:{Hash}\nsize 12345\n"));
        Assert.Equal(Hash, Read($"{Version}oid sha256:{Hash}"));
    }

    [Fact]
    public void A_pointer_has_1024_bytes_at_most()
    {
        string OfLength(int length) => $"{Version}oid sha256:{Hash}\nsize 1\n".PadRight(length, 'x');

        Assert.Equal(Hash, Read(OfLength(1024)));
        Assert.Null(Read(OfLength(1025)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("version https://git-lf")]
    [InlineData("version https://git-lfs")]
    [InlineData("version https://git-lfs.github.com/spec/v1\nsize 5\n")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:abc\n")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha512:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n")]
    [InlineData("tenure,contract,churn,more,columns,than,a,pointer,has\n1,2,3\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n")]
    public void Anything_else_is_data(string text) => Assert.Null(Read(text));

    private string? Read(string text) => LargeFilePointer.TryReadHash(_folder.Write("data.csv", text));
}
