using System.Globalization;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Behaviour;

/// <summary>What is said about tests.</summary>
internal static class BehaviourMessages
{
    /// <summary>A number of rows.</summary>
    public static string Count(long rows) => DiagnosticText.Count(rows, "row");

    /// <summary>A test whose rows keep the law.</summary>
    public static string Kept(BehaviourTest test, BehaviourResult result, double share) => test switch
    {
        InvarianceTest t => $"{Broken(result, share)} {Verb(result, "moves", "move")} with {t.Name}; the test allows {Percent(t.MaxShare)}.",
        DirectionalTest t => $"{Broken(result, share)} {Verb(result, "goes", "go")} another way than {t.Expect} when {t.Name} changes by {t.Change.Text}; the test allows {Percent(t.MaxShare)}.",
        _ => result.Rows == 1 ? "The row is predicted as expected." : $"All {Count(result.Rows)} are predicted as expected.",
    };

    /// <summary>A prediction that depends on a column.</summary>
    public static string NotInvariant(InvarianceTest test, BehaviourResult result)
    {
        var how = test.Change is { } change ? $"{test.Name} changes by {change.Text}" : $"{test.Name} has another value";
        return $"The prediction moves when {how}, for {Broken(result)}, over the {Percent(test.MaxShare)} that the test allows; a move of {Number(test.Tolerance)} counts as none: {Examples(result)}.{LeftOut(result)} Give the column the role Ignored in the schema file and remove this test, whose place a FairnessGate can take: it tells whether the model guesses the column from others. Or change the test if it asks for the wrong thing.";
    }

    /// <summary>A prediction that goes the wrong way.</summary>
    public static string WrongDirection(DirectionalTest test, BehaviourResult result) =>
        $"The prediction does not {Verb(test.Expect)} when {test.Name} changes by {test.Change.Text}, for {Broken(result)}, over the {Percent(test.MaxShare)} that the test allows: {Examples(result)}.{LeftOut(result)} {Towards(test)}, or change the test if it asks for the wrong thing.";

    // A model that never turns round may still stand still, as trees do between their thresholds; and dates cannot be monotone.
    private static string Towards(DirectionalTest test) => (test.Change.OfDates, test.Expect) switch
    {
        (true, _) => "Regularise more, allow a Tolerance and a MaxShare",
        (_, Direction.Decrease or Direction.Increase) =>
            $"Give the column the metadata Monotone, which {Keeper(test)}, and the test Expect=\"{(test.Expect == Direction.Decrease ? Direction.NotIncrease : Direction.NotDecrease)}\": a model of trees says the same of values that no split divides",
        _ => $"Give the column the metadata Monotone, which {Keeper(test)}",
    };

    // Several classes need a Class; of two one may be said.
    private static string Keeper(DirectionalTest test) =>
        test.Class is null ? "the trainer LightGbm keeps" : "the trainer LightGbm keeps of two classes, not of more";

    /// <summary>Predictions that are not the expected ones.</summary>
    public static string Unexpected(BehaviourResult result) =>
        $"{Number(result)} of {Count(result.Rows)} {Verb(result, "is", "are")} not predicted as expected: {Examples(result)}. Improve the model, or change what is expected if that is wrong.";

    /// <summary>The interval, the number of rows, what a measure was found from, and what was left out.</summary>
    public static string Evidence(BehaviourMeasure measure, BehaviourResult result)
    {
        List<string> parts = [];
        if (measure.From is { } from)
        {
            parts.Add(from);
        }

        if (double.IsFinite(measure.Low))
        {
            parts.Add(FormattableString.Invariant($"95 % interval {measure.Low:F4} to {measure.High:F4}"));
        }

        parts.Add(Count(result.Rows));
        parts.AddRange(result.LeftOut ?? []);
        return string.Join("; ", parts);
    }

    private static string Broken(BehaviourResult result, double share) =>
        $"{Number(result)} of {Count(result.Rows)} ({Percent(share)})";

    private static string Number(BehaviourResult result) => result.Broken!.Value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Verb(BehaviourResult result, string one, string many) => DiagnosticText.Agree(result.Broken!.Value, one, many);

    private static string Broken(BehaviourResult result) => Broken(result, (double)result.Broken!.Value / result.Rows);

    private static string Examples(BehaviourResult result)
    {
        var shown = string.Join("; ", result.Examples!.Select(Example));
        return result.Broken > result.Examples!.Count ? shown + "; …" : shown;
    }

    private static string Example(BrokenRow row)
    {
        var before = Side(row.ClassBefore, row.Before);
        var after = Side(row.ClassAfter, row.After);
        var moved = before.Length > 0 ? $", {before} to {after}" : after.Length > 0 ? $", was {after}" : string.Empty;
        return $"row {row.Row.ToString(CultureInfo.InvariantCulture)}, {row.What}{moved}";
    }

    private static string Side(string? className, double score) => (className, double.IsNaN(score)) switch
    {
        (null, true) => string.Empty,
        (null, false) => Number(score),
        (_, true) => className,
        _ => $"{className} {Number(score)}",
    };

    private static string Verb(Direction direction) => direction switch
    {
        Direction.Decrease => "go down",
        Direction.Increase => "go up",
        Direction.NotIncrease => "stay or go down",
        _ => "stay or go up",
    };

    private static string LeftOut(BehaviourResult result) => result.LeftOut is { Count: > 0 } left ? $" Left out: {string.Join("; ", left)}." : string.Empty;

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "0.##" : "0.####", CultureInfo.InvariantCulture);
}
