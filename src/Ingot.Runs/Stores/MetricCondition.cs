using System.Globalization;

namespace Ingot.Runs.Stores;

/// <summary>A condition on a metric, such as <c>AUC&gt;=0.84</c>.</summary>
/// <param name="Name">The metric; case is ignored.</param>
/// <param name="Operator">One of &lt;, &lt;=, &gt;, &gt;=, =.</param>
/// <param name="Value">The number.</param>
public sealed record MetricCondition(string Name, string Operator, double Value)
{
    private static readonly string[] Operators = ["<=", ">=", "<", ">", "="];

    /// <summary>Reads one; null when it is none.</summary>
    public static MetricCondition? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOfAny(['<', '>', '=']);
        var sign = at < 1 ? null : Operators.FirstOrDefault(o => text.AsSpan(at).StartsWith(o, StringComparison.Ordinal));
        return sign is not null && double.TryParse(text.AsSpan(at + sign.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? new MetricCondition(text[..at].Trim(), sign, value)
            : null;
    }
}
