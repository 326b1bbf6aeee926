using System.Security;
using System.Text;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Automl;

/// <summary>The project of a model that predicts a column of a data file, whose trainer trials are to choose.</summary>
internal sealed record ProjectDraft
{
    /// <summary>The line that says that trials have not chosen yet; it goes when they have.</summary>
    public const string Unfinished = "  <!-- Made by dotnet ingot automl, and not finished: run the same command again, and it goes on. -->\n";

    /// <summary>The setting whose bounds the project keeps as gates.</summary>
    public const string Constraints = "Constraints";

    private const string Extension = ".csproj";
    private static readonly string[] DataExtensions = [".csv", ".tsv", ".txt", ".parquet", ".jsonl", ".ndjson", ".gz"];

    public required string DataFile { get; init; }

    public required string Label { get; init; }

    public required string Folder { get; init; }

    public string? ReferenceFile { get; init; }

    public string? Task { get; init; }

    /// <summary>What Auto is told.</summary>
    public IReadOnlyList<(string Name, string? Value)> Settings { get; init; } = [];

    /// <summary>The model's name: that of the data file, as a name of .NET's.</summary>
    public string Name => NameOf(DataFile);

    /// <summary>The project file.</summary>
    public string ProjectFile => Path.Combine(Folder, Name + Extension);

    /// <summary>Whether an argument names data, and not a project.</summary>
    public static bool IsData(string argument) => DataExtensions.Contains(Path.GetExtension(argument), StringComparer.OrdinalIgnoreCase) && !Directory.Exists(argument);

    /// <summary>The name of a model of a data file.</summary>
    public static string NameOf(string dataFile)
    {
        var name = new StringBuilder();
        var isStart = true;
        foreach (var c in Path.GetFileName(dataFile).Split('.')[0])
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                _ = name.Append(isStart ? char.ToUpperInvariant(c) : c);
            }

            isStart = !char.IsAsciiLetterOrDigit(c);
        }

        return name.Length == 0 ? "Model" : char.IsAsciiDigit(name[0]) ? $"Model{name}" : name.ToString();
    }

    /// <summary>Writes it, into a folder that is new, empty, or has a project that an earlier run left unfinished.</summary>
    /// <exception cref="IngotException">INGOT2624, INGOT2625: the folder has something else in it, or there are no such data.</exception>
    public void Write()
    {
        foreach (var file in new[] { DataFile, ReferenceFile }.OfType<string>().Where(f => !File.Exists(f)))
        {
            throw new IngotException(AutomlDiagnostics.NoProjectOf.At(new SourceLocation(file), $"There is no file '{file}'. Name a data file: CSV, JSON lines or Parquet."));
        }

        if (Task is not null && !Enum.GetNames<ModelTask>().Contains(Task, StringComparer.OrdinalIgnoreCase))
        {
            throw new IngotException(AutomlDiagnostics.NoProjectOf.At(
                new SourceLocation("--task"), $"The task is '{Task}'{DiagnosticText.DidYouMean(Task, Enum.GetNames<ModelTask>())}; expected one of {string.Join(", ", Enum.GetNames<ModelTask>())}."));
        }

        var text = ToText();
        if (Directory.Exists(Folder) && Directory.EnumerateFileSystemEntries(Folder).Any())
        {
            if (!File.Exists(ProjectFile) || !File.ReadAllText(ProjectFile).Contains(Unfinished, StringComparison.Ordinal))
            {
                throw new IngotException(AutomlDiagnostics.FolderTaken.At(
                    new SourceLocation(Folder),
                    $"The folder '{Folder}' is there already, and has {(File.Exists(ProjectFile) ? $"a project of its own, {Path.GetFileName(ProjectFile)}" : "something else in it")}; nothing is overwritten. Name another folder (--output){(File.Exists(ProjectFile) ? $", or let trials choose the trainer of that project: dotnet ingot automl {Folder} --apply" : string.Empty)}."));
            }

            // What was said otherwise then may have made another schema.
            if (File.ReadAllText(ProjectFile) != text)
            {
                File.Delete(Path.Combine(Folder, $"{Name}.schema.json"));
            }
        }

        Directory.CreateDirectory(Folder);
        AtomicFile.Write(ProjectFile, text);
    }

    private string ToText()
    {
        var text = new StringBuilder($"<Project Sdk=\"Ingot.Sdk/{ToolVersion.Current}\">\n{Unfinished}\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n    <!-- The column to predict; all others are the model's inputs. -->\n    <ModelLabel>{Xml(Label)}</ModelLabel>\n");
        if (Task is not null)
        {
            text.Append($"    <ModelTask>{Xml(Task)}</ModelTask>\n");
        }

        if (ReferenceFile is null)
        {
            text.Append("    <!-- This share of the rows is kept from training, for evaluation; the hash of a row's content decides, so it is always the same rows.\n         Once there are data from a later time, list them as ReferenceData instead. -->\n    <ModelReferenceFraction>0.2</ModelReferenceFraction>\n");
        }

        text.Append($"  </PropertyGroup>\n\n  <ItemGroup>\n    <TrainingData Include=\"{Relative(DataFile)}\" />\n");
        if (ReferenceFile is not null)
        {
            text.Append($"    <!-- Rows that the model never learns from: it is evaluated on them. -->\n    <ReferenceData Include=\"{Relative(ReferenceFile)}\" />\n");
        }

        var settings = string.Concat(Settings.Where(s => s.Value is not null).Select(s => $" {s.Name}=\"{Xml(s.Value!)}\""));
        text.Append($"    <Trainer Include=\"Auto\"{settings} />\n  </ItemGroup>\n");
        var gates = Gates().ToList();
        if (gates.Count > 0)
        {
            text.Append($"\n  <ItemGroup>\n    <!-- What was asked of the trials, asked of every build: of the model as it is, on the reference rows. -->\n{string.Concat(gates)}  </ItemGroup>\n");
        }

        return text.Append("\n</Project>\n").ToString();
    }

    // Of what gates know; how many trees there are they do not ask.
    private IEnumerable<string> Gates() => (Settings.FirstOrDefault(s => s.Name == Constraints).Value ?? string.Empty)
        .Split(';', StringSplitOptions.RemoveEmptyEntries).Select(BoundText.Parse).OfType<BoundText>()
        .Where(b => Enum.GetValues<ModelTask>().Any(t => MetricCatalog.Find(b.Name, t) is not null))
        .Select(b => $"    <Gate Include=\"{Xml(b.Name)}\" {(b.IsLeast ? "Min" : "Max")}=\"{Xml(b.Value)}\" />\n");

    private string Relative(string file) => Xml(Path.GetRelativePath(Path.GetFullPath(Folder), Path.GetFullPath(file)).Replace('\\', '/'));

    // As it is meant: to XML, and to MSBuild.
    private static string Xml(string text) => SecurityElement.Escape(PropertyArguments.Escaped(text));
}
