using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>Item <c>RetrainTrigger</c>.</summary>
/// <param name="Kind">What it waits for.</param>
/// <param name="Location">The item.</param>
public sealed record RetrainTriggerSpec(RetrainTriggerKind Kind, SourceLocation Location)
{
    /// <summary>Metadata <c>Rows</c> of <see cref="RetrainTriggerKind.NewData"/>: labelled rows that came since the last time, 1 or more; else 0.</summary>
    public long Rows { get; init; }

    /// <summary>Metadata <c>Every</c> of <see cref="RetrainTriggerKind.Schedule"/>, above 0; else 0.</summary>
    public TimeSpan Every { get; init; }
}
