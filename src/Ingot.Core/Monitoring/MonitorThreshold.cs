using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;

namespace Ingot.Core.Monitoring;

/// <summary>One threshold of a monitor gate against one measurement.</summary>
internal sealed class MonitorThreshold
{
    private const int ListedColumns = 5;

    private readonly MonitorGateSpec _gate;
    private readonly MonitorQuantity _quantity;
    private readonly MonitorMeasurement _measured;
    private readonly string? _kind;
    private readonly string? _text;
    private readonly bool _isRegression;
    private readonly double _value;
    private readonly double _low;
    private readonly double _high;
    private readonly double _limit;

    /// <param name="gate">The gate.</param>
    /// <param name="quantity">What it gates.</param>
    /// <param name="kind"><c>Min</c>, <c>Max</c> or <c>MaxRegression</c>; null: the measurement's own threshold.</param>
    /// <param name="text">The threshold as it was written, which can be read; null with <paramref name="kind"/>.</param>
    /// <param name="measured">What was measured.</param>
    public MonitorThreshold(MonitorGateSpec gate, MonitorQuantity quantity, string? kind, string? text, MonitorMeasurement measured)
    {
        (_gate, _quantity, _kind, _text, _measured) = (gate, quantity, kind, text, measured);
        _isRegression = kind == "MaxRegression";
        (_value, _low, _high) = _isRegression ? Regression() : (measured.Value, measured.Low, measured.High);
        _limit = kind is null ? measured.Threshold : Parse(kind, text!, quantity, measured.Reference);
        Severity = Decide();
    }

    /// <summary>What came of it, the worse the greater.</summary>
    public MonitorSeverity Severity { get; }

    /// <summary>By how much the value is beyond the threshold; negative: within.</summary>
    public double Excess => double.IsNaN(_value) || double.IsNaN(_limit) ? double.NegativeInfinity : _kind == "Min" ? _limit - _value : _value - _limit;

    private string Name => _kind is null ? _gate.Title : $"{_gate.Title} {_kind}={_text}";

    /// <summary>Whether a threshold can be read.</summary>
    public static bool IsReadable(string kind, string text, MonitorQuantity quantity) => !double.IsNaN(Parse(kind, text, quantity, 1));

    /// <summary>Why a threshold that can be read is one that every window keeps or none; null: it tells windows apart.</summary>
    public static string? WhyNot(string kind, string text, MonitorQuantity quantity)
    {
        var ranged = new RangedValue(quantity.Name, quantity.HigherIsBetter, quantity.Unit, "window");
        return kind != "MaxRegression" ? quantity.Range.WhyNoBound(ranged, kind == "Min", Parse(kind, text, quantity, 1))
            : ChangeMargin.Parse(text, quantity.Unit) is { } margin ? quantity.Range.WhyNoMargin(ranged, margin.Allowed, margin.Relative)
            : null;
    }

    /// <summary>A verdict of a gate that passes until something else is said.</summary>
    public static Verdict Start(MonitorGateSpec gate, string name) => new()
    {
        Gate = name,
        Data = "production",
        Slice = gate.Slice,
        Outcome = GateOutcome.Passed,
        Message = string.Empty,
        File = gate.Location.IsNone ? null : gate.Location.File,
        Line = gate.Location.Line,
        Column = gate.Location.Column,
    };

    /// <summary>The verdict.</summary>
    /// <param name="alike">All measurements of the gate that came out as this one, the worst first.</param>
    public Verdict ToVerdict(IReadOnlyList<MonitorThreshold> alike) => Start(_gate, Name) with
    {
        Value = _measured.Value,
        Baseline = _measured.Reference,
        Threshold = _limit,
        Regression = _isRegression && double.IsFinite(_value) ? _value : null,
        Low = double.IsFinite(_low) ? _low : null,
        High = double.IsFinite(_high) ? _high : null,
        PValue = double.IsFinite(_measured.PValue) ? _measured.PValue : null,
        AdjustedPValue = double.IsFinite(_measured.AdjustedPValue) ? _measured.AdjustedPValue : null,
        Method = _measured.Measure,
        Outcome = Severity switch
        {
            MonitorSeverity.Kept => GateOutcome.Passed,
            MonitorSeverity.NotYet or MonitorSeverity.Perhaps => GateOutcome.Inconclusive,
            _ => GateOutcome.Failed,
        },
        Message = Message(alike),
    };

    /// <summary>The diagnostic of what did not pass; null when it did.</summary>
    /// <param name="message">The verdict's message.</param>
    public Diagnostic? Diagnostic(string message) => (Severity switch
    {
        MonitorSeverity.Kept => null,
        MonitorSeverity.NotYet => MonitorDiagnostics.NotYet,
        MonitorSeverity.Perhaps => MonitorDiagnostics.NotProven,
        MonitorSeverity.NotProvenKept => MonitorDiagnostics.NotProvenKept,
        _ => _isRegression ? MonitorDiagnostics.Regression : _quantity.HasOwnThreshold ? MonitorDiagnostics.Drifted : MonitorDiagnostics.ValueThreshold,
    })?.At(_gate.Location, $"{message}");

    private MonitorSeverity Decide()
    {
        if (_measured.NotYet is not null || double.IsNaN(_value) || double.IsNaN(_limit))
        {
            return MonitorSeverity.NotYet;
        }

        // What is known without error, such as the number of rows, has no interval.
        var (towards, against) = _kind == "Min" ? (_high, _low) : (_low, _high);
        bool Beyond(double end) => _kind == "Min" ? end < _limit : end > _limit;
        var beyond = Beyond(_value);
        return _gate.Policy == GatePolicy.NonInferior
            ? beyond ? MonitorSeverity.Broken : Beyond(against) ? MonitorSeverity.NotProvenKept : MonitorSeverity.Kept
            : !beyond ? MonitorSeverity.Kept : double.IsNaN(towards) || Beyond(towards) ? MonitorSeverity.Broken : MonitorSeverity.Perhaps;
    }

    // Reference and window are different rows: their errors add up.
    private (double Value, double Low, double High) Regression()
    {
        var worse = _quantity.HigherIsBetter ? _measured.Reference - _measured.Value : _measured.Value - _measured.Reference;
        var error = Math.Sqrt((_measured.StandardError * _measured.StandardError) + (_measured.ReferenceStandardError * _measured.ReferenceStandardError));
        return (worse, worse - (Interval.Z * error), worse + (Interval.Z * error));
    }

    private string Message(IReadOnlyList<MonitorThreshold> alike)
    {
        var subject = $"{_gate.Name}{(_measured.Column is null ? string.Empty : $" of '{_measured.Column}'")}{(_measured.Slice is null ? string.Empty : $" on the slice '{_measured.Slice}'")}{(_measured.Measure is null ? string.Empty : $" ({_measured.Measure})")} in production";
        if (Severity == MonitorSeverity.NotYet)
        {
            return $"{subject} cannot be judged yet: {_measured.NotYet ?? (double.IsNaN(_limit) ? "there is nothing to compare it with" : $"it is undefined for {DiagnosticText.Count(_measured.Rows, "row")}")}. Wait, or take a longer window.";
        }

        var (value, limit) = Quantity.FormatApart(_value, _limit, _quantity.Unit);
        var evidence = $"{(double.IsNaN(_low) ? string.Empty : $"95 % interval {Quantity.Format(_low, _quantity.Unit)} to {Quantity.Format(_high, _quantity.Unit)}, ")}{DiagnosticText.Count(_measured.Rows, "row")}{(_measured.ReferenceRows > 0 ? $" against {DiagnosticText.Count(_measured.ReferenceRows, "row")} of the reference" : string.Empty)}";
        var compared = _isRegression
            ? $"{subject} is {Quantity.Format(_measured.Value, _quantity.Unit)}, on the reference {Quantity.Format(_measured.Reference, _quantity.Unit)}: worse by {value}; the gate allows {limit}"
            : $"{subject} is {value}; {Asked(limit)}";
        return Severity switch
        {
            MonitorSeverity.Kept => $"{compared} ({evidence}).",
            MonitorSeverity.Perhaps => $"{compared} ({evidence}). With so few rows that may be chance: it neither passes nor fails. Take a longer window.{Others(alike)}",
            MonitorSeverity.NotProvenKept => $"{compared} ({evidence}). Policy=\"NonInferior\" asks for proof that it is kept, which the interval does not give. Take a longer window.{Others(alike)}",
            _ => $"{compared} ({evidence}).{Others(alike)} {Remedy()}",
        };
    }

    private string Asked(string limit) => _kind is null
        ? $"the threshold{(_measured.ThresholdSource is null ? string.Empty : $" of {_measured.ThresholdSource}")} is {limit}"
        : $"the gate asks for at {(_kind == "Min" ? "least" : "most")} {limit}";

    private static string Others(IReadOnlyList<MonitorThreshold> alike)
    {
        var others = alike.Skip(1).Select(a => a._measured.Column).OfType<string>().ToList();
        return others.Count == 0
            ? string.Empty
            : $" So with {string.Join(", ", others.Take(ListedColumns))}{(others.Count > ListedColumns ? $" and {others.Count - ListedColumns} more" : string.Empty)}.";
    }

    private string Remedy() => _quantity.Scope == MonitorScope.Rows
        ? "Train again on newer data, or roll back; the report shows since when."
        : _quantity.Scope == MonitorScope.Column ? "Look at where the column comes from; the report shows since when. If the world has changed, train again."
        : "Look at the report for what changed first.";

    private static double Parse(string kind, string text, MonitorQuantity quantity, double reference)
    {
        if (kind == "MaxRegression")
        {
            return ChangeMargin.Parse(text, quantity.Unit) is not { } margin ? double.NaN : margin.Relative ? margin.Allowed * Math.Abs(reference) : margin.Allowed;
        }

        var isPercentage = quantity.IsShare && text.TrimEnd().EndsWith('%');
        return Quantity.Parse(isPercentage ? text.TrimEnd()[..^1] : text, quantity.Unit) is not { } limit ? double.NaN : isPercentage ? limit / 100 : limit;
    }
}
