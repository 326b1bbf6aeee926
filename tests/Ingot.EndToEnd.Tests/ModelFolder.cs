using System.Text.RegularExpressions;

namespace Ingot.EndToEnd.Tests;

/// <summary>A copy of one of the repository's models, with what is committed beside it; the data stay where they are.</summary>
public sealed class ModelFolder
{
    private readonly Workshop _workshop;

    /// <param name="workshop">Where it is built.</param>
    /// <param name="parent">The folder that gets a folder with the model's name.</param>
    /// <param name="name">Such as <c>Churn</c>.</param>
    /// <param name="withTests">Whether it keeps its behaviour tests, which a model that is trained only a little would fail.</param>
    public ModelFolder(Workshop workshop, string parent, string name, bool withTests = false)
    {
        _workshop = workshop;
        Name = name;
        Folder = Directory.CreateDirectory(Path.Combine(parent, name)).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(Workshop.Repository, "models", name)))
        {
            File.Copy(file, At(Path.GetFileName(file)));
        }

        Edit("../../data/", Path.Combine(Workshop.Repository, "data") + "/");
        if (!withTests)
        {
            var lines = File.ReadAllLines(ProjectFile);
            File.WriteAllLines(ProjectFile, lines.Where(l => !Regex.IsMatch(l, "<(\\w+Test|ExpectedPrediction|FairnessGate|CalibrationGate) ")));
        }
    }

    public string Name { get; }

    public string Folder { get; }

    public string ProjectFile => At(Name + ".csproj");

    public string At(params string[] path) => Path.Combine([Folder, .. path]);

    /// <summary>The path of an output of a stage.</summary>
    public string Output(string stage, string file, string configuration = "Debug") => At("obj", configuration, "ingot", stage, file);

    /// <summary>Replaces a text in the project file, which must have it.</summary>
    public ModelFolder Edit(string old, string replacement) => Edit(Name + ".csproj", old, replacement);

    /// <summary>Replaces a text in a file beside the project, which must have it.</summary>
    public ModelFolder Edit(string file, string old, string replacement)
    {
        var text = File.ReadAllText(At(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(At(file), text.Replace(old, replacement, StringComparison.Ordinal));
        return this;
    }

    /// <summary>The reference data of the project.</summary>
    public string ReferenceFile => Path.Combine(Folder, DataFile("ReferenceData"));

    /// <summary>What was evaluated, in the configuration that was built.</summary>
    public string Evaluated() => new[] { "Debug", "Release" }.Select(c => Output("evaluate", "predictions.parquet", c)).First(File.Exists);

    /// <summary>Leaves the gates out but for the one on the size: a model that is trained only a little.</summary>
    public ModelFolder WithoutGates()
    {
        var lines = File.ReadAllLines(ProjectFile);
        File.WriteAllLines(ProjectFile, lines.Where(l => !l.Contains("<Gate", StringComparison.Ordinal) || l.Contains("\"Size\"", StringComparison.Ordinal)));
        return this;
    }

    /// <summary>Copies the data beside the model, where a test may change them.</summary>
    public ModelFolder OwnData()
    {
        var folder = Path.GetDirectoryName(DataFile("TrainingData"))!;
        File.Copy(Path.Combine(folder, "train.csv"), At("train.csv"));
        File.Copy(Path.Combine(folder, "reference.csv"), At("reference.csv"));
        return Edit(folder + "/", string.Empty);
    }

    /// <summary>The line of the project file, 1-based, that holds a text, as <c>file(line,</c>.</summary>
    public string PlaceOf(string text)
    {
        var line = File.ReadAllLines(ProjectFile).ToList().FindIndex(l => l.Contains(text, StringComparison.Ordinal));
        Assert.True(line >= 0, $"{ProjectFile} has no '{text}'.");
        return FormattableString.Invariant($"{ProjectFile}({line + 1},5)");
    }

    /// <summary>Builds it with a detailed log, which says which stages ran.</summary>
    public RunResult Build(params string[] more) => Run(["build", "-v:d", .. more]);

    /// <summary>Runs dotnet in the model's folder.</summary>
    public RunResult Run(params string[] arguments) => _workshop.DotNet(Folder, arguments);

    /// <summary>Runs dotnet in the model's folder with a cache that is empty at first.</summary>
    public RunResult RunWithCache(string cache, params string[] arguments) =>
        _workshop.DotNet(Folder, new Dictionary<string, string?> { ["IngotCacheDirectory"] = cache }, arguments);

    private string DataFile(string item) =>
        File.ReadLines(ProjectFile).First(l => l.Contains("<" + item, StringComparison.Ordinal)).Split('"')[1];
}
