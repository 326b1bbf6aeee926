using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ingot.Windows.Tests;

/// <summary>A sample of the repository, built twice of the same files: on this machine by MSBuild, and on the <see cref="WindowsMachine"/> by its worker.</summary>
internal sealed class SampleModel
{
    /// <summary>What a folder on drive C is called, with a blank, a sign that means something to a command line, and letters of several alphabets.</summary>
    private const string Awkward = "Müller & Söhne (Ωμέγα) 100 % 数据";

    /// <summary>The folders of the stages from the data to the model, in their order.</summary>
    public static readonly string[] Stages = ["prepare", "train", "challenge", "evaluate", "gate", "export"];

    /// <summary>What a project says here instead: Wine is slow, and a tenth of the trees goes the same ways, with gates that such a model passes.</summary>
    private static readonly (string Of, string Text, string Instead)[] Shorter =
    [
        ("Letters", "Iterations=\"120\"", "Iterations=\"12\""), ("Letters", "Min=\"0.95\"", "Min=\"0.5\""), ("Letters", "MaxRegression=\"0.005\"", "MaxRegression=\"0.5\""),
        ("Diamonds", "Iterations=\"200\"", "Iterations=\"20\""), ("Diamonds", "Min=\"0.97\"", "Min=\"0.5\""), ("Diamonds", "Max=\"600\" MaxRegression=\"2%\"", "Max=\"6000\" MaxRegression=\"900%\""),
        ("Diamonds", "Max=\"0.12\"", "Max=\"9\""),
    ];

    private readonly WindowsMachine _machine;

    public SampleModel(WindowsMachine machine, string name)
    {
        _machine = machine;
        Name = name;
        Here = Path.Combine(machine.Workshop.Root, "windows " + name, Awkward);
        There = Path.Combine(machine.DriveC, "windows " + name, Awkward);
        BuildHere();
        Copy(Here, There, f => !f.Contains("/obj/", StringComparison.Ordinal));
        WriteProject(Ingot(There));
        foreach (var stage in Stages.Where(s => Directory.Exists(Path.Combine(Ingot(Here), s))))
        {
            Run(stage).Succeeded();
        }
    }

    public string Name { get; }

    /// <summary>The copy of the repository's folders on this machine.</summary>
    public string Here { get; }

    /// <summary>The copy on drive C.</summary>
    public string There { get; }

    /// <summary>The folder of all stages in a copy.</summary>
    public string Ingot(string root) => Path.Combine(root, "models", Name, "obj", "Debug", "ingot");

    /// <summary>Runs a stage on Windows.</summary>
    public RunResult Run(string stage, params string[] more) => _machine.Run(Arguments(stage, more));

    /// <summary>How the tasks start a stage there.</summary>
    public string[] Arguments(string stage, params string[] more)
    {
        var folder = _machine.PathOf(Ingot(There));
        return ["worker", stage, "--project", folder + @"\project.json", "--folder", folder, "--threads", "2", .. more];
    }

    private void BuildHere()
    {
        foreach (var folder in new[] { "data", Path.Combine("models", Name) })
        {
            Copy(Path.Combine(Workshop.Repository, folder), Path.Combine(Here, folder), f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));
        }

        var project = Path.Combine(Here, "models", Name, Name + ".csproj");
        foreach (var (_, text, instead) in Shorter.Where(s => s.Of == Name))
        {
            var content = File.ReadAllText(project);
            Assert.Contains(text, content, StringComparison.Ordinal);
            File.WriteAllText(project, content.Replace(text, instead, StringComparison.Ordinal));
        }

        foreach (var file in Directory.GetFiles(Path.Combine(Workshop.Repository, "models"), "Directory.*"))
        {
            File.Copy(file, Path.Combine(Here, "models", Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(Here, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="ingot" value="{Workshop.Feed}" />
              </packageSources>
            </configuration>
            """);
        _machine.Workshop.DotNet(Path.Combine(Here, "models", Name), "build", "-t:ExportModel").Succeeded();
    }

    // What MSBuild would write there: the same, with the paths of that machine.
    private void WriteProject(string folder)
    {
        Directory.CreateDirectory(folder);
        var project = JsonNode.Parse(File.ReadAllText(Path.Combine(Ingot(Here), "project.json")))!;
        File.WriteAllText(Path.Combine(folder, "project.json"), Translate(project).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private JsonNode Translate(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Translate(p.Value!)))),
        JsonArray a => new JsonArray([.. a.Select(n => Translate(n!))]),
        _ when node.GetValueKind() == JsonValueKind.String => JsonValue.Create(Translate(node.GetValue<string>()))!,
        _ => node.DeepClone(),
    };

    private string Translate(string text) =>
        text == Workshop.Platform ? "win-x64"
        : text.StartsWith(Here + "/", StringComparison.Ordinal) ? _machine.PathOf(There + text[Here.Length..])
        : text;

    private static void Copy(string from, string to, Func<string, bool> wanted)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(wanted))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
