namespace Ingot.Artifacts.Tests;

public class AtomicFileTests
{
    [Fact]
    public void A_file_is_replaced_whole_and_nothing_else_is_left()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder.At("deep/state.json"), "one");
        AtomicFile.WriteToDisk(folder.At("deep/state.json"), "zwei ä");

        Assert.Equal("zwei ä"u8.ToArray(), File.ReadAllBytes(folder.At("deep/state.json")));
        Assert.Single(Directory.GetFiles(folder.At("deep")));
    }
}
