namespace Ingot.Tests.Shared.Pipelines;

/// <summary>A step of a pipeline that runs commands.</summary>
/// <param name="Job">The job that has it.</param>
/// <param name="Name">What it is called; in GitLab, where steps have no names, <c>script</c> or <c>after_script</c> and its number from 0.</param>
/// <param name="Script">The commands, for bash.</param>
/// <param name="Environment">The variables of this step alone; in GitLab those of the job. Their values are as they stand in the file.</param>
public sealed record PipelineStep(string Job, string Name, string Script, IReadOnlyDictionary<string, string> Environment);
