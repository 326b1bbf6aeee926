using YamlDotNet.RepresentationModel;

namespace Ingot.Tests.Shared.Pipelines;

/// <summary>A file of a CI system as YAML, with what its jobs run.</summary>
public sealed class PipelineFile
{
    private PipelineFile(string path, YamlMappingNode root)
    {
        Path = path;
        Root = root;
        Steps = [.. Jobs.SelectMany(j => StepsOf(j.Name, j.Job))];
    }

    public string Path { get; }

    public YamlMappingNode Root { get; }

    /// <summary>The jobs with their names; GitLab's hidden ones, whose names begin with a dot, are none.</summary>
    public IEnumerable<(string Name, YamlMappingNode Job)> Jobs => Value(Root, "jobs") switch
    {
        YamlMappingNode jobs => jobs.Children.Select(j => (Text(j.Key), (YamlMappingNode)j.Value)),
        YamlSequenceNode jobs => jobs.Children.Cast<YamlMappingNode>().Select(j => (Text(Value(j, "job")!), j)),
        _ => Root.Children.Where(j => j.Value is YamlMappingNode job && Value(job, "script") is not null).Select(j => (Text(j.Key), (YamlMappingNode)j.Value)),
    };

    /// <summary>The steps that run commands, in their order.</summary>
    public IReadOnlyList<PipelineStep> Steps { get; }

    /// <summary>Reads a file, which must be YAML without a key that stands twice.</summary>
    public static PipelineFile Read(string path)
    {
        using var reader = File.OpenText(path);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return new PipelineFile(path, (YamlMappingNode)yaml.Documents.Single().RootNode);
    }

    /// <summary>The step of this name.</summary>
    public PipelineStep Step(string name, string job = "") => Steps.Single(s => s.Name == name && (job.Length == 0 || s.Job == job));

    /// <summary>What a mapping has under a key; null when it has no such key.</summary>
    public static YamlNode? Value(YamlMappingNode mapping, string key) => mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? string.Empty;

    private static IEnumerable<PipelineStep> StepsOf(string name, YamlMappingNode job)
    {
        if (Value(job, "steps") is not YamlSequenceNode steps)
        {
            var variables = Texts(Value(job, "variables"));
            return new[] { "script", "after_script" }.SelectMany(part => Value(job, part) is YamlSequenceNode scripts
                ? scripts.Children.Select((s, number) => new PipelineStep(name, FormattableString.Invariant($"{part} {number}"), Text(s), variables))
                : []);
        }

        return steps.Children.Cast<YamlMappingNode>()
            .Select(s => (Step: s, Script: Value(s, "run") ?? Value(s, "bash")))
            .Where(s => s.Script is not null)
            .Select(s => new PipelineStep(name, Text(Value(s.Step, "name") ?? Value(s.Step, "displayName") ?? s.Script!), Text(s.Script!), Texts(Value(s.Step, "env"))));
    }

    private static Dictionary<string, string> Texts(YamlNode? mapping) =>
        mapping is YamlMappingNode m ? m.Children.ToDictionary(c => Text(c.Key), c => Text(c.Value)) : [];
}
