using Ingot.Tests.Shared.Pipelines;
using YamlDotNet.RepresentationModel;

namespace Ingot.Templates.Tests;

/// <summary>
/// The keys that Azure Pipelines has where our files have keys, by its YAML schema reference. No linter of that system can be installed
/// from a registry; this finds a misspelt key or a key in the wrong place.
/// </summary>
internal static class AzureShape
{
    private static readonly Dictionary<string, string[]> Keys = new()
    {
        ["file"] = ["name", "trigger", "pr", "schedules", "parameters", "pool", "variables", "jobs"],
        ["trigger"] = ["branches", "tags"],
        ["pr"] = ["branches", "autoCancel"],
        ["filter"] = ["include", "exclude"],
        ["schedule"] = ["cron", "displayName", "branches", "always"],
        ["parameter"] = ["name", "displayName", "type", "default", "values"],
        ["pool"] = ["vmImage", "name", "demands"],
        ["job"] = ["job", "displayName", "timeoutInMinutes", "dependsOn", "condition", "steps", "variables", "pool"],
        ["checkout"] = ["checkout", "displayName", "fetchDepth", "fetchTags", "clean", "persistCredentials", "condition", "timeoutInMinutes"],
        ["bash"] = ["bash", "displayName", "condition", "env", "workingDirectory", "timeoutInMinutes"],
        ["task"] = ["task", "displayName", "condition", "continueOnError", "inputs", "env", "timeoutInMinutes"],
        ["publish"] = ["publish", "displayName", "artifact", "condition"],
    };

    private static readonly Dictionary<string, string[]> Inputs = new()
    {
        ["UseDotNet@2"] = ["packageType", "version", "useGlobalJson"],
        ["Cache@2"] = ["key", "restoreKeys", "path"],
        ["DownloadPipelineArtifact@2"] =
        [
            "buildType", "project", "definition", "buildVersionToDownload", "branchName", "allowPartiallySucceededBuilds", "allowFailedBuilds", "artifactName", "targetPath",
        ],
        ["PublishTestResults@2"] = ["testResultsFormat", "testResultsFiles", "testRunTitle"],
    };

    /// <summary>What is wrong, with its place; nothing when all is well.</summary>
    public static IReadOnlyList<string> Faults(PipelineFile file)
    {
        var faults = new List<string>();
        void Check(string kind, YamlNode? node, IReadOnlyList<string>? allowed = null)
        {
            // 'none' and other words stand where a mapping may.
            if (node is YamlMappingNode mapping)
            {
                var foreign = mapping.Children.Keys.Select(PipelineFile.Text).Except(allowed ?? Keys[kind]);
                faults.AddRange(foreign.Select(k => $"{file.Path}({mapping.Start.Line}): {kind} has no '{k}'."));
            }
        }

        IEnumerable<YamlMappingNode> List(YamlMappingNode parent, string key) =>
            PipelineFile.Value(parent, key) is YamlSequenceNode list ? list.Children.OfType<YamlMappingNode>() : [];

        Check("file", file.Root);
        Check("pool", PipelineFile.Value(file.Root, "pool"));
        foreach (var key in new[] { "trigger", "pr" })
        {
            var value = PipelineFile.Value(file.Root, key);
            Check(key, value);
            foreach (var filter in value is YamlMappingNode filters ? filters.Children.Values : [])
            {
                Check("filter", filter);
            }
        }

        foreach (var schedule in List(file.Root, "schedules"))
        {
            Check("schedule", schedule);
            Check("filter", PipelineFile.Value(schedule, "branches"));
        }

        foreach (var parameter in List(file.Root, "parameters"))
        {
            Check("parameter", parameter);
        }

        foreach (var job in List(file.Root, "jobs"))
        {
            Check("job", job);
            foreach (var step in List(job, "steps"))
            {
                // The first key of a step says what it is.
                var kind = PipelineFile.Text(step.Children.First().Key);
                if (!Keys.ContainsKey(kind))
                {
                    faults.Add($"{file.Path}({step.Start.Line}): no step is a '{kind}'.");
                    continue;
                }

                Check(kind, step);
                if (kind == "task")
                {
                    var task = PipelineFile.Text(step.Children.First().Value);
                    if (Inputs.TryGetValue(task, out var inputs))
                    {
                        Check(task, PipelineFile.Value(step, "inputs"), inputs);
                    }
                    else
                    {
                        faults.Add($"{file.Path}({step.Start.Line}): the task '{task}' is not known here.");
                    }
                }
            }
        }

        return faults;
    }
}
