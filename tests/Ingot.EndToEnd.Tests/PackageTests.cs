using System.Security.Cryptography;

namespace Ingot.EndToEnd.Tests;

/// <summary>The same inputs give the same package.</summary>
[Collection(EndToEndGroup.Second)]
public class PackageTests(Workshop workshop)
{
    [Fact]
    public void The_same_inputs_in_another_folder_and_without_a_cache_give_the_same_bytes() => workshop.Test(folder =>
    {
        var hashes = new List<string>();
        foreach (var (place, cache) in new[] { ("a", workshop.Cache), (Path.Combine("some", "deeper", "place"), Path.Combine(folder, "cache")) })
        {
            var model = new ModelFolder(workshop, Path.Combine(folder, place), "Churn").OwnData();
            var packed = model.RunWithCache(cache, "pack", "-v:d", "-o", Path.Combine(folder, place, "out")).Succeeded();
            Assert.Equal(hashes.Count == 0 ? "gate export package attest" : "prepare train evaluate gate export package attest", packed.Stages);
            hashes.Add(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, place, "out", "Contoso.Churn.1.0.0.nupkg")))));
        }

        Assert.Equal(hashes[0], hashes[1]);
    });

    [Fact]
    public void The_client_is_tried_before_it_is_packed() => workshop.Test(folder =>
    {
        var model = new ModelFolder(workshop, folder, "Churn");
        var packed = model.Run("pack", "-o", Path.Combine(folder, "out")).Succeeded().Contains("the packed client gave 20 golden answers");
        Assert.Contains("\"rows\": 20", File.ReadAllText(model.Output("package", "validation.json", "Release")), StringComparison.Ordinal);
        Assert.DoesNotContain("INGOT60", packed.All, StringComparison.Ordinal);
        File.Delete(Path.Combine(folder, "out", "Contoso.Churn.1.0.0.nupkg"));

        // Code of the project's own that breaks the client, and a budget that nothing keeps.
        model.Run("pack", "--no-restore", "-o", Path.Combine(folder, "out"), "-p:ModelMaxLatency=0.1us").FailedWith("INGOT6011");
        File.WriteAllText(model.At("Own.cs"), """
            internal static class Own
            {
                [System.Runtime.CompilerServices.ModuleInitializer]
                internal static void Fail() => throw new System.InvalidOperationException("not here");
            }
            """);
        model.Run("pack", "--no-restore", "-o", Path.Combine(folder, "out")).FailedWith("INGOT6012").Contains("not here");
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "out")));
    });
}
