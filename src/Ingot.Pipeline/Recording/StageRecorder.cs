using Ingot.Core.Runs;
using Ingot.Runs.Recording;

namespace Ingot.Pipeline.Recording;

/// <summary>What the stages of one build of a model are recorded by. Each stage may be in a process of its own.</summary>
/// <param name="Runs">Records runs.</param>
/// <param name="Build">What the stages of the build have in common, by which they find their run.</param>
public sealed record StageRecorder(RunRecorder Runs, string Build)
{
    /// <summary>What the run is; null: a build or, as long as nothing is measured, a training.</summary>
    public RunKind? Kind { get; init; }

    /// <summary>Words by which people find it.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The commit that is checked out in a folder; null: in no repository, or git does not answer.</summary>
    public Func<string, RunCommit?> CommitOf { get; init; } = _ => null;
}
