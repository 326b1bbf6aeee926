using System.Globalization;

namespace Ingot.Search.Spaces;

/// <summary>
/// What a project writes of a parameter: <c>7..255</c>, <c>log(0.01..0.3)</c>, <c>a|b|c</c> or a single value, each perhaps with a condition: <c>0.1..0.5 when Boosting=Dart|Goss</c>.
/// </summary>
/// <param name="Domain">What values it may have; null: a single one.</param>
/// <param name="Value">The single value; null: there are several.</param>
/// <param name="Condition">When it exists; null: always.</param>
public sealed record DomainText(ParameterDomain? Domain, string? Value, ParameterCondition? Condition)
{
    private const string When = " when ";
    private const string Log = "log(";
    private const string To = "..";

    /// <summary>The ends or choices as they were written, for what checks them against limits.</summary>
    public IReadOnlyList<string> Written { get; private init; } = [];

    /// <summary>Reads it.</summary>
    /// <param name="text">What the project writes.</param>
    /// <param name="isWhole">Whether numbers of a range are whole.</param>
    /// <returns>What it says, or what is wrong with it as the end of a sentence.</returns>
    public static (DomainText? Read, string? Fault) Parse(string text, bool isWhole)
    {
        var at = text.IndexOf(When, StringComparison.OrdinalIgnoreCase);
        ParameterCondition? condition = null;
        if (at >= 0)
        {
            condition = ConditionOf(text[(at + When.Length)..]);
            if (condition is null)
            {
                return (null, $"after 'when' stands '{text[(at + When.Length)..].Trim()}'; expected the name of another parameter and the values of it with which this one exists, such as when Trainer=LightGbm");
            }

            text = text[..at];
        }

        var body = text.Trim();
        var isLog = body.StartsWith(Log, StringComparison.OrdinalIgnoreCase) && body.EndsWith(')');
        if (isLog || body.Contains(To, StringComparison.Ordinal))
        {
            return Range(isLog ? body[Log.Length..^1] : body, isLog, isWhole, condition);
        }

        var choices = body.Split('|', StringSplitOptions.TrimEntries);
        return choices.Any(c => c.Length == 0) ? (null, "a value is empty; expected a value, a range such as 7..255 or log(0.01..0.3), or choices such as a|b")
            : choices.GroupBy(c => c, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Skip(1).Any()) is { } twice ? (null, $"'{twice.Key}' is among the choices twice; expected each once")
            : choices.Length == 1 ? (new DomainText(null, body, condition) { Written = choices }, null)
            : (new DomainText(new ChoiceDomain(choices), null, condition) { Written = choices }, null);
    }

    private static (DomainText? Read, string? Fault) Range(string range, bool isLog, bool isWhole, ParameterCondition? condition)
    {
        string[] ends = [.. range.Split(To).Select(e => e.Trim())];
        if (ends.Length != 2 || Number(ends[0]) is not { } low || Number(ends[1]) is not { } high)
        {
            return (null, "its ends are no two numbers; expected a range such as 7..255 or log(0.01..0.3)");
        }

        var fault = low >= high ? $"its first end, {ends[0]}, is not below the second one, {ends[1]}; expected the least value first"
            : isLog && low <= 0 ? $"its first end is {ends[0]}, and a range by ratio begins above 0; expected a greater one, or a range without log"
            : isWhole && (low != Math.Floor(low) || high != Math.Floor(high)) ? "the parameter is a whole number; expected whole numbers as the ends"
            : null;
        return fault is null ? (new DomainText(new NumberDomain(low, high, isLog, isWhole), null, condition) { Written = ends }, null) : (null, fault);
    }

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static ParameterCondition? ConditionOf(string text)
    {
        string[] sides = [.. text.Split('=').Select(s => s.Trim())];
        string[] values = sides.Length == 2 ? sides[1].Split('|', StringSplitOptions.TrimEntries) : [];
        return values.Length == 0 || sides[0].Length == 0 || values.Any(v => v.Length == 0) ? null : new ParameterCondition(sides[0], values);
    }
}
