using System.Security.Cryptography;

namespace Ingot.EndToEnd.Tests;

/// <summary>The same inputs give the same package.</summary>
[Collection(EndToEndGroup.Name)]
public class PackageTests(Workshop workshop)
{
    [Fact]
    public void The_same_inputs_in_another_folder_give_the_same_bytes() => workshop.Test(folder =>
    {
        var hashes = new List<string>();
        foreach (var place in new[] { "a", Path.Combine("some", "deeper", "place") })
        {
            var model = new ModelFolder(workshop, Path.Combine(folder, place), "Churn").OwnData();
            model.RunWithCache(Path.Combine(folder, "cache-" + hashes.Count), "pack", "-o", Path.Combine(folder, place, "out")).Succeeded();
            hashes.Add(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, place, "out", "Contoso.Churn.1.0.0.nupkg")))));
        }

        Assert.Equal(hashes[0], hashes[1]);
    });
}
