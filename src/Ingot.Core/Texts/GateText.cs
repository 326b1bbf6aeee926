using System.Globalization;
using Ingot.Core.Schemas;

namespace Ingot.Core.Texts;

/// <summary>The numbers of verdicts in the units of their gates: of one that allows a change in percent, of a latency, of a share of rows.</summary>
public static class GateText
{
    private const string Change = " MaxRegression=";
    private const double SmallestPValue = 0.0001;

    // Tests whose value is the share of rows that broke them.
    private static readonly string[] Shares = ["InvarianceTest ", "DirectionalTest ", "ExpectedPrediction "];

    /// <summary>The metric that a gate is on: the first word of its name.</summary>
    /// <param name="gate">Its name as verdicts have it, such as <c>AUC Min=0.84</c>.</param>
    public static string MetricOf(string gate)
    {
        // Classes may have blanks in their names: Recall[not sure] Min=0.5.
        var end = gate.StartsWith("Recall[", StringComparison.Ordinal) ? gate.LastIndexOf("] ", StringComparison.Ordinal) + 1 : gate.IndexOf(' ', StringComparison.Ordinal);
        return end > 0 ? gate[..end] : gate;
    }

    /// <summary>The model's or the baseline's value; empty for NaN.</summary>
    /// <param name="gate">The gate's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="column">The greatest number that it stands beside, such as the baseline's: it decides the decimals. Default: none.</param>
    public static string Value(string gate, double value, double column = 0) => Array.Exists(Shares, s => gate.StartsWith(s, StringComparison.Ordinal))
        ? Percent(value)
        : MetricText.InUnit(value, MetricOf(gate), ModelTask.BinaryClassification, column);

    /// <summary>The threshold, or a change of the value; empty for NaN.</summary>
    /// <param name="gate">The gate's name: it says whether the change is a share of the baseline.</param>
    /// <param name="value">The threshold or the change.</param>
    /// <param name="column">The greatest number that it stands beside: it decides the decimals. Default: none.</param>
    public static string Amount(string gate, double value, double column = 0) =>
        gate.Contains(Change, StringComparison.Ordinal) && gate.EndsWith('%') ? Percent(value) : Value(gate, value, column);

    /// <summary>A p-value after its sign: <c>= 0.0123</c>, <c>&lt; 0.0001</c>.</summary>
    /// <param name="p">The p-value.</param>
    internal static string Probability(double p) => p < SmallestPValue ? PValue(p) : $"= {PValue(p)}";

    /// <summary>A p-value in a column of them: <c>0.0123</c>, <c>&lt; 0.0001</c>; empty for NaN.</summary>
    /// <param name="p">The p-value.</param>
    public static string PValue(double p) => double.IsNaN(p) ? string.Empty : p < SmallestPValue ? "< 0.0001" : p.ToString("F4", CultureInfo.InvariantCulture);

    private static string Percent(double share) => double.IsNaN(share) ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.00} %");
}
