namespace Ingot.Tool.Signing;

/// <summary>The CI run in which the tool is, as its variables say.</summary>
/// <param name="Builder">The system, as a URI.</param>
/// <param name="Invocation">The run, as a URI.</param>
internal sealed record CiRun(string? Builder, string? Invocation)
{
    /// <summary>The run; one without both outside the systems that are known.</summary>
    public static CiRun Current => Of(Environment.GetEnvironmentVariable);

    /// <summary>The run that variables speak of.</summary>
    public static CiRun Of(Func<string, string?> variable) =>
        variable("GITHUB_RUN_ID") is { Length: > 0 } run && variable("GITHUB_SERVER_URL") is { } server
            ? new CiRun($"{server}/{variable("GITHUB_WORKFLOW_REF") ?? variable("GITHUB_REPOSITORY")}", $"{server}/{variable("GITHUB_REPOSITORY")}/actions/runs/{run}/attempts/{variable("GITHUB_RUN_ATTEMPT") ?? "1"}")
        : variable("BUILD_BUILDURI") is { Length: > 0 } && variable("SYSTEM_COLLECTIONURI") is { } collection
            ? new CiRun($"{collection}{variable("SYSTEM_TEAMPROJECT")}/_build?definitionId={variable("SYSTEM_DEFINITIONID")}", $"{collection}{variable("SYSTEM_TEAMPROJECT")}/_build/results?buildId={variable("BUILD_BUILDID")}")
        : variable("CI_PIPELINE_URL") is { Length: > 0 } pipeline ? new CiRun(variable("CI_SERVER_URL"), variable("CI_JOB_URL") ?? pipeline)
        : new CiRun(null, null);
}
