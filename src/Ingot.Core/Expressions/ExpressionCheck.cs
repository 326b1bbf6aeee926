using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;

namespace Ingot.Core.Expressions;

/// <summary>What kinds of values the parts of an expression have, given the columns.</summary>
public static class ExpressionCheck
{
    private const ExpressionType N = ExpressionType.Number;
    private const ExpressionType T = ExpressionType.Truth;
    private const ExpressionType D = ExpressionType.Date;

    // Parameters and result of functions with a fixed number of parameters of fixed types.
    private static readonly Dictionary<string, (ExpressionType[] Takes, ExpressionType Gives)> Functions = new(StringComparer.Ordinal)
    {
        ["+"] = ([N, N], N), ["*"] = ([N, N], N), ["/"] = ([N, N], N), ["^"] = ([N, N], N), ["negate"] = ([N], N),
        ["and"] = ([T, T], T), ["or"] = ([T, T], T), ["not"] = ([T], T),
        ["abs"] = ([N], N), ["log"] = ([N], N), ["exp"] = ([N], N), ["sqrt"] = ([N], N), ["floor"] = ([N], N), ["ceil"] = ([N], N), ["round"] = ([N], N),
        ["sin"] = ([N], N), ["cos"] = ([N], N),
        ["days"] = ([D, D], N), ["year"] = ([D], N), ["month"] = ([D], N), ["day"] = ([D], N), ["weekday"] = ([D], N), ["hour"] = ([D], N),
    };

    private static readonly string[] Names = ["if", "abs", "log", "exp", "sqrt", "min", "max", "floor", "ceil", "round", "sin", "cos", "days", "year", "month", "day", "weekday", "hour", "is_missing"];

    /// <summary>The columns that an expression names, each once, in their order.</summary>
    public static IReadOnlyList<string> Columns(Expression expression) => [.. All(expression).OfType<ColumnExpression>().Select(c => c.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>What an expression gives.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="columns">The columns that it may name.</param>
    /// <exception cref="ExpressionException">It names what there is not, or puts together what does not fit.</exception>
    public static ExpressionType TypeOf(Expression expression, IReadOnlyList<SchemaColumn> columns) => expression switch
    {
        NumberExpression => N,
        TextExpression => ExpressionType.Text,
        ColumnExpression c => OfColumn(c, columns),
        CallExpression call => OfCall(call, [.. call.Arguments.Select(a => TypeOf(a, columns))]),
        _ => throw new ArgumentException($"An expression of type {expression?.GetType()}.", nameof(expression)),
    };

    private static IEnumerable<Expression> All(Expression expression) => expression is CallExpression call ? call.Arguments.SelectMany(All) : [expression];

    private static ExpressionType OfColumn(ColumnExpression named, IReadOnlyList<SchemaColumn> columns)
    {
        if (columns.FirstOrDefault(c => c.Name == named.Name) is not { } column)
        {
            throw new ExpressionException(named.Position, $"'{named.Name}', which is no column{DiagnosticText.DidYouMean(named.Name, columns.Select(c => c.Name))}; expected one of {string.Join(", ", columns.Where(c => c.Role == ColumnRole.Feature).Take(20).Select(c => c.Name))}");
        }

        return column.Role != ColumnRole.Feature
            ? throw new ExpressionException(named.Position, $"'{named.Name}', which is no input of the model: its role is {column.Role}; expected a column with the role Feature")
            : column.Type switch { ColumnType.Number => N, ColumnType.Boolean => T, ColumnType.Date => D, _ => ExpressionType.Text };
    }

    private static ExpressionType OfCall(CallExpression call, ExpressionType[] types)
    {
        switch (call.Function)
        {
            case "=" or "<>" or "<" or "<=" or ">" or ">=":
                return Comparison(call, types);
            case "-" when types is [D, D]:
                return N;
            case "-":
                Require(call, types, [N, N]);
                return N;
            case "if":
                Require(call, types.Length == 3, "three parts: a condition, and what is to be taken if it is true and if it is not");
                Require(call, types[0] == T, $"a condition as the first part of if, found {Noun(types[0])}");
                Require(call, types[1] == types[2] && types[1] is N or T, $"two numbers or two conditions as the other parts of if, found {Noun(types[1])} and {Noun(types[2])}");
                return types[1];
            case "min" or "max":
                Require(call, types.Length >= 2, $"two numbers or more in {call.Function}");
                Require(call, types, [.. types.Select(_ => N)]);
                return N;
            case "is_missing":
                Require(call, call.Arguments is [ColumnExpression] || types is [N or T], "one column in is_missing");
                return T;
            default:
                if (!Functions.TryGetValue(call.Function, out var function))
                {
                    throw new ExpressionException(call.Position, $"'{call.Function}', which is no function{DiagnosticText.DidYouMean(call.Function, Names)}; expected one of {string.Join(", ", Names)}");
                }

                Require(call, types, function.Takes);
                return function.Gives;
        }
    }

    private static ExpressionType Comparison(CallExpression call, ExpressionType[] types)
    {
        var texts = types.Count(t => t == ExpressionType.Text);
        switch (texts)
        {
            case 0:
                Require(call, types[0] == types[1], $"two values of one kind, found {Noun(types[0])} and {Noun(types[1])}");
                return T;
            case 1 when types.Contains(D) && call.Arguments.OfType<TextExpression>().FirstOrDefault() is { } date:
                _ = IsoDate.Microseconds(date.Value, TimeSpan.Zero) ?? throw new ExpressionException(date.Position, $"'{date.Value}' beside a date; expected one such as '2024-01-31'");
                return T;
            case 2 when call.Function is "=" or "<>" && call.Arguments is [ColumnExpression, TextExpression] or [TextExpression, ColumnExpression]:
                return T;
            default:
                throw new ExpressionException(call.Position, texts == 1
                    ? $"'{call.Function}' between {Noun(types[0])} and {Noun(types[1])}; expected two values of one kind"
                    : $"'{call.Function}' between texts; expected = or <> with a column on one side and a text in single quotes on the other");
        }
    }

    private static void Require(CallExpression call, ExpressionType[] types, ExpressionType[] expected)
    {
        Require(call, types.Length == expected.Length, string.Create(CultureInfo.InvariantCulture, $"{expected.Length} {(expected.Length == 1 ? "part" : "parts")} in {Shown(call)}, found {types.Length}"));
        for (var i = 0; i < types.Length; i++)
        {
            if (types[i] != expected[i])
            {
                throw new ExpressionException(call.Arguments[i].Position, $"{Noun(types[i])} in {Shown(call)}; expected {Noun(expected[i])}");
            }
        }
    }

    private static void Require(CallExpression call, bool isSo, string expected)
    {
        if (!isSo)
        {
            throw new ExpressionException(call.Position, $"'{(call.Function == "negate" ? "-" : call.Function)}'; expected {expected}");
        }
    }

    private static string Shown(CallExpression call) => call.Function == "negate" ? "'-'" : $"'{call.Function}'";

    private static string Noun(ExpressionType type) => type switch { N => "a number", T => "a truth value", D => "a date", _ => "a text" };
}
