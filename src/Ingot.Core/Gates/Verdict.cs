namespace Ingot.Core.Gates;

/// <summary>What one gate decided about one model: an element of <c>verdicts.json</c>.</summary>
public sealed record Verdict
{
    /// <summary>The gate: its metric and threshold, such as <c>AUC Min=0.84</c>.</summary>
    public required string Gate { get; init; }

    /// <summary>Which data: <c>reference</c>.</summary>
    public string Data { get; init; } = "reference";

    /// <summary>The slice; null for all rows.</summary>
    public string? Slice { get; init; }

    /// <summary>The model's value.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>The baseline's value; NaN when there is none.</summary>
    public double Baseline { get; init; } = double.NaN;

    /// <summary>The threshold in the metric's own unit.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>What was decided.</summary>
    public required GateOutcome Outcome { get; init; }

    /// <summary>The diagnostic's code; null when the gate passed.</summary>
    public string? Code { get; init; }

    /// <summary>What was found, expected, and the remedy, or why it passed.</summary>
    public required string Message { get; init; }

    /// <summary>The file in which the gate stands, relative to the project, with <c>/</c>.</summary>
    public string? File { get; init; }

    /// <summary>1-based line of the gate; 0 when unknown.</summary>
    public int Line { get; init; }

    /// <summary>1-based column of the gate; 0 when unknown.</summary>
    public int Column { get; init; }
}
