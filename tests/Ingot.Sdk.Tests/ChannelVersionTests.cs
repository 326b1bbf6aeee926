using Ingot.Sdk.Tasks;

namespace Ingot.Sdk.Tests;

/// <summary>What tasks read of a channel, without a reader of JSON.</summary>
public sealed class ChannelVersionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("""{ "current": { "version": "1.2" } }""", "1.2.0")]
    [InlineData("""{ "current": null }""", "")]
    [InlineData("""{ "revision": 0 }""", "")]
    [InlineData("""{ "current": { "version": "the last" } }""", null)]
    [InlineData("""{ "current": {""", null)]
    [InlineData("<<<<<<< HEAD", null)]
    [InlineData("", null)]
    [InlineData("\n", null)]
    public void The_version_that_holds_a_channel_is_read_and_a_damaged_file_has_none(string json, string? version)
    {
        var file = ChannelVersion.FileOf(_folder, " production ", "Contoso.Churn");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, json);

        Assert.Equal(version, ChannelVersion.TryRead(_folder, "production", "Contoso.Churn"));
    }

    [Fact]
    public void No_file_has_no_version()
    {
        Assert.Null(ChannelVersion.TryRead(_folder, "production", "Contoso.Churn"));
        Assert.Null(ChannelVersion.TryRead(string.Empty, "production", "Contoso.Churn"));
    }
}
