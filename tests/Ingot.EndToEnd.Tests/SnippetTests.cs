namespace Ingot.EndToEnd.Tests;

/// <summary>The model projects that the pages show build.</summary>
[Collection(EndToEndGroup.First)]
public class SnippetTests(Workshop workshop)
{
    [Fact]
    public void Every_model_project_of_the_pages_builds() => workshop.Test(folder =>
    {
        var snippets = Directory.GetFiles(Path.Combine(Workshop.Repository, "docs", "snippets"), "*.csproj")
            .Where(f => File.ReadAllText(f).Contains("Sdk=\"Ingot.Sdk/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.NotEmpty(snippets);

        // One build of all of them, side by side, on the data of the sample model that they are about.
        foreach (var snippet in snippets)
        {
            var project = Directory.CreateDirectory(Path.Combine(folder, Path.GetFileNameWithoutExtension(snippet))).FullName;
            File.Copy(snippet, Path.Combine(project, Path.GetFileName(snippet)));
            foreach (var data in new[] { "train.csv", "reference.csv" })
            {
                File.Copy(Path.Combine(Workshop.Repository, "data", "telco", data), Path.Combine(project, data));
            }
        }

        // One of the pages compares with version 1.3.0, so that must have been released.
        workshop.DotNet(
            Path.Combine(folder, "Baseline"), "pack", "-o", Path.Combine(folder, "feed"), "-p:Version=1.3.0", "-p:ModelBaselineVersion=").Succeeded();

        File.WriteAllLines(
            Path.Combine(folder, "All.slnx"),
            ["<Solution>", .. snippets.Select(Path.GetFileNameWithoutExtension).Select(s => $"  <Project Path=\"{s}/{s}.csproj\" />"), "</Solution>"]);
        workshop.DotNet(folder, "build", "All.slnx", "-m").Succeeded();
        foreach (var snippet in snippets.Select(s => Path.GetFileNameWithoutExtension(s)!))
        {
            var output = Path.Combine(folder, snippet, "bin", "Debug");
            Assert.NotEmpty(Directory.GetFiles(output, "*.onnx", SearchOption.AllDirectories));
            Assert.NotEmpty(Directory.GetFiles(output, "metrics.json", SearchOption.AllDirectories));
        }
    });
}
