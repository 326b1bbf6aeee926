using Ingot.Core.Gates;

namespace Ingot.Core.Monitoring;

/// <summary>What a monitor gate decided, as the history keeps it.</summary>
/// <param name="Gate">The gate with its threshold, such as <c>AUC Min=0.8</c>.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Slice">The slice; null for all rows.</param>
/// <param name="Code">The code of its diagnostic; null: it passed.</param>
public sealed record MonitorHistoryVerdict(string Gate, GateOutcome Outcome, string? Slice = null, string? Code = null);
