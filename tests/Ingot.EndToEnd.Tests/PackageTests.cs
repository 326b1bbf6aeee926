using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Ingot.EndToEnd.Tests;

/// <summary>The same inputs give the same package.</summary>
[Collection(EndToEndGroup.Second)]
public class PackageTests(Workshop workshop)
{
    private const string Provenance = "evidence/provenance.json";

    [Fact]
    public void The_same_inputs_in_another_folder_and_without_a_cache_give_the_same_bytes() => workshop.Test(folder =>
    {
        var files = new List<Dictionary<string, string>>();
        foreach (var (place, cache) in new[] { ("a", workshop.Cache), (Path.Combine("some", "deeper", "place"), Path.Combine(folder, "cache")) })
        {
            var model = new ModelFolder(workshop, Path.Combine(folder, place), "Churn").OwnData();
            var packed = model.RunWithCache(cache, "pack", "-v:d", "-o", Path.Combine(folder, place, "out")).Succeeded();
            Assert.Equal(files.Count == 0 ? "gate export package attest" : "prepare train evaluate gate export package attest", packed.Stages);
            files.Add(Files(Path.Combine(folder, place, "out", "Contoso.Churn.1.0.0.nupkg")));
        }

        // All but what the provenance says of the cache itself.
        Assert.Contains("\"fromCache\":[\"prepare\",\"train\",\"evaluate\"]", files[0][Provenance], StringComparison.Ordinal);
        files[0][Provenance] = files[0][Provenance].Replace("\"fromCache\":[\"prepare\",\"train\",\"evaluate\"]", "\"fromCache\":[]", StringComparison.Ordinal);
        Assert.Equal(files[1], files[0]);
    });

    private static Dictionary<string, string> Files(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return archive.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var content = new MemoryStream();
            using var stream = e.Open();
            stream.CopyTo(content);
            return e.FullName == Provenance
                ? string.Concat(Encoding.UTF8.GetString(content.ToArray()).Where(c => !char.IsWhiteSpace(c)))
                : Convert.ToHexString(SHA256.HashData(content.ToArray()));
        });
    }

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
