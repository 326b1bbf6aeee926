namespace Ingot.Sdk.Tests;

/// <summary>Files beside a project that a newer Ingot wrote, where tasks read them before any worker starts.</summary>
public class NewerFileTests(SdkFixture fixture) : IClassFixture<SdkFixture>
{
    [Fact]
    public void A_newer_accepted_result_and_a_newer_channel_are_refused_as_such()
    {
        var model = new TinyModel(fixture);
        File.WriteAllText(model.At("Tiny.accepted.json"), """{ "formatVersion": 2 }""");
        var locked = model.Run(null, "build", "-p:ModelLockedMode=true");

        Assert.Equal((1, string.Empty), (locked.ExitCode, locked.Stages));
        Assert.Contains("Tiny.accepted.json : error INGOT9020: The file has the form 2, so a newer Ingot wrote it; this one (0.1.0) knows forms up to 1.", locked.Output, StringComparison.Ordinal);

        Directory.CreateDirectory(model.At("channels/production"));
        File.WriteAllText(model.At("channels/production/Tiny.json"), """{ "formatVersion": 2, "current": { "version": "1.0.0" } }""");
        var restored = model.Run(null, "restore", "-p:ModelBaselineVersion=production");

        Assert.Equal(1, restored.ExitCode);
        Assert.Contains("Tiny.json : error INGOT9020: The file has the form 2", restored.Output, StringComparison.Ordinal);
    }
}
