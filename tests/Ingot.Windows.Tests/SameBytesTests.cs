namespace Ingot.Windows.Tests;

/// <summary>
/// The samples are built by the Windows worker to the same bytes as by this machine's. Paths there have a drive letter, backslashes, blanks, signs of
/// the command line and letters of several alphabets.
/// </summary>
[Collection(WindowsGroup.Name)]
public class SameBytesTests(WindowsMachine machine)
{
    // Written by the tasks, which do not run there.
    private static readonly string[] OfTheTasks = ["record.txt", "manifest.json"];

    // Tell for which platform the model was built.
    private static readonly string[] NamePlatform = ["gate/card.html", "export/card.html"];

    [WineFact]
    public void Of_Churn() => AllFilesAreEqual("Churn", "challenge/SimplerModelTest-1-1.onnx");

    [WineFact]
    public void Of_Diamonds() => AllFilesAreEqual("Diamonds", "evaluate/metrics.json");

    [WineFact]
    public void Of_Letters() => AllFilesAreEqual("Letters", "evaluate/predictions.parquet");

    private void AllFilesAreEqual(string name, string oneOfThem)
    {
        var sample = machine.Sample(name);
        var (here, there) = (FilesOf(sample.Ingot(sample.Here)), FilesOf(sample.Ingot(sample.There)));

        Assert.Equal(here.Keys, there.Keys);
        foreach (var file in new[] { "prepare/training.parquet", "prepare/profile.json", $"prepare/{name}Client.g.cs", "train/model.onnx", "gate/verdicts.json", "gate/verdicts.sarif", $"export/{name}.onnx", oneOfThem })
        {
            Assert.Contains(file, here.Keys);
        }

        foreach (var file in NamePlatform)
        {
            var text = File.ReadAllText(there[file]);
            Assert.Contains("win-x64", text, StringComparison.Ordinal);
            File.WriteAllText(there[file], text.Replace("win-x64", Workshop.Platform, StringComparison.Ordinal));
        }

        var different = here.Keys.Where(f => !File.ReadAllBytes(here[f]).AsSpan().SequenceEqual(File.ReadAllBytes(there[f])));
        Assert.Equal(string.Empty, string.Join(", ", different));
    }

    private static SortedDictionary<string, string> FilesOf(string ingot) => new(
        SampleModel.Stages.Select(s => Path.Combine(ingot, s)).Where(Directory.Exists)
            .SelectMany(d => Directory.GetFiles(d, "*", SearchOption.AllDirectories))
            .Where(f => !OfTheTasks.Contains(Path.GetFileName(f)))
            .ToDictionary(f => Path.GetRelativePath(ingot, f)),
        StringComparer.Ordinal);
}
