using System.Text.Json.Serialization;

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

    /// <summary>The regression on the same rows, in the worse direction; a share of the baseline when the margin is one. Null, and absent, as are all that follow, without row-paired evidence.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Regression { get; init; }

    /// <summary>Its paired standard error.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? StandardError { get; init; }

    /// <summary>Lower end of its 95 % interval.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Low { get; init; }

    /// <summary>Upper end of its 95 % interval.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? High { get; init; }

    /// <summary>One-sided p-value of what the gate's policy wants to see rejected: that the regression is at most the margin, or (NonInferior) at least.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? PValue { get; init; }

    /// <summary>The same corrected for the number of gates.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AdjustedPValue { get; init; }

    /// <summary>The test.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Method { get; init; }

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
