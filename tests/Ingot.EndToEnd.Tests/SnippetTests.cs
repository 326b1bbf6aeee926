namespace Ingot.EndToEnd.Tests;

/// <summary>The model projects that the pages show build.</summary>
[Collection(EndToEndGroup.First)]
public class SnippetTests(Workshop workshop)
{
    /// <summary>The files that the pages' projects name, and where they are in the repository.</summary>
    private static readonly (string Name, string Path)[] Files =
    [
        ("train.csv", "data/telco/train.csv"), ("reference.csv", "data/telco/reference.csv"), ("train.tsv", "data/sms/train.tsv"), ("reference.tsv", "data/sms/reference.tsv"),
        ("churn.onnx", "models/ChurnSklearn/churn.onnx"), ("renewal.onnx", "tests/Ingot.EndToEnd.Tests/renewal.onnx"),
    ];

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
            var text = File.ReadAllText(snippet);
            File.Copy(snippet, Path.Combine(project, Path.GetFileName(snippet)));
            foreach (var (name, path) in Files.Where(f => text.Contains(f.Name, StringComparison.Ordinal)))
            {
                File.Copy(Path.Combine(Workshop.Repository, path), Path.Combine(project, name));
            }
        }

        // A script that trains nothing, so that any Python will do: what is shown is how it is called.
        File.WriteAllText(Path.Combine(folder, "TrainingCommand", "train.py"), "import sys, shutil\nprint('50% half')\nassert open(sys.argv[1]).readline().count(sys.argv[3]) == 1\nshutil.copy('brought.onnx', sys.argv[2])\n");
        File.WriteAllText(Path.Combine(folder, "TrainingCommand", "requirements.txt"), string.Empty);
        File.Copy(Path.Combine(Workshop.Repository, "models/ChurnSklearn/churn.onnx"), Path.Combine(folder, "TrainingCommand", "brought.onnx"));

        // The C# of the page's pipeline, in the project that the page names.
        var training = Directory.CreateDirectory(Path.Combine(folder, "Training")).FullName;
        File.Copy(Path.Combine(Workshop.Repository, "docs/snippets/ChurnPipeline.cs"), Path.Combine(training, "ChurnPipeline.cs"));
        File.Copy(Path.Combine(Workshop.Repository, "models/Trainers/Churn/ChurnTrainer.csproj"), Path.Combine(training, "Training.csproj"));

        // The learner of one's own, and its project.
        var learner = Directory.CreateDirectory(Path.Combine(folder, "Learner")).FullName;
        foreach (var file in (string[])["NearestMean.cs", "Learner.csproj"])
        {
            File.Copy(Path.Combine(Workshop.Repository, "docs/snippets", file), Path.Combine(learner, file));
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
