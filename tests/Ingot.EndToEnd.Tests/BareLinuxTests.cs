namespace Ingot.EndToEnd.Tests;

/// <summary>A Linux without an OpenMP runtime, as the images of the .NET SDK are.</summary>
[Collection(EndToEndGroup.Second)]
public class BareLinuxTests(Workshop workshop)
{
    private const string OpenMp = "/usr/lib/x86_64-linux-gnu/libgomp.so.1";

    private const string Trained = "checking the ONNX model against the trainer";

    [HiddenLibraryFact(OpenMp)]
    public void LightGBM_trains_the_same_model_with_the_runtime_that_the_tool_brings() => workshop.Test(folder =>
    {
        var model = new ModelFolder(workshop, folder, "Churn");

        // An empty file in its place: for the loader there is none.
        var built = workshop.Run(
            "unshare",
            model.Folder,
            new Dictionary<string, string?> { ["IngotCacheDirectory"] = Path.Combine(folder, "cache") },
            "--mount", "sh", "-c", $"mount --bind /dev/null \"$(readlink -f {OpenMp})\" && exec dotnet build").Succeeded();
        built.Contains(Trained);

        // What the machine's own runtime made of it, out of the cache.
        var usual = new ModelFolder(workshop, Path.Combine(folder, "usual"), "Churn");
        Assert.DoesNotContain(Trained, usual.Build().Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(usual.Output("train", "model.onnx")), File.ReadAllBytes(model.Output("train", "model.onnx")));
    });
}
