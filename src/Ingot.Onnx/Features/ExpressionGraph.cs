using Ingot.Core.Expressions;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Onnx.Graphs;

namespace Ingot.Onnx.Features;

/// <summary>
/// Writes an expression into a graph, in double. Truth is 1 and untruth 0; dates are days since 1970; what is missing is NaN, and so is whatever is made of it but
/// <c>is_missing</c>, what is divided by 0, and the logarithm or root of a number that has none.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="columns">The columns that may be named.</param>
internal sealed class ExpressionGraph(OnnxGraph graph, IReadOnlyList<SchemaColumn> columns)
{
    private const double MicrosecondsADay = 86_400_000_000;

    // In hours. Days are known to a third of a microsecond, and 23:00 is never a bit before it.
    private const double HalfAMicrosecond = 0.5 / 3_600_000_000;

    // From 0000-03-01, with which a year of the calendar can begin, to 1970-01-01; and the days of 400 years, of a century and of four years.
    private const double ToMarch = 719_468;
    private const double Era = 146_097;

    /// <summary>Adds the nodes; a value that is beyond what a double holds is missing.</summary>
    /// <returns>The value, [N, 1], of doubles.</returns>
    public string Append(Expression expression)
    {
        var value = Value(expression);
        return Where(graph.Node("IsInf", [value]), Constant(double.NaN), value);
    }

    private string Value(Expression expression) => expression switch
    {
        NumberExpression number => Constant(number.Value),
        ColumnExpression named => Column(columns.First(c => c.Name == named.Name)),
        CallExpression call => Call(call),
        _ => throw new InvalidOperationException($"An expression of type {expression.GetType()} stands where no value can."),
    };

    private string Column(SchemaColumn column)
    {
        var value = graph.Cast(FeatureGraph.Input(graph, column), ElementType.Double);
        value = column.Type == ColumnType.Date ? graph.Node("Div", [value, Constant(MicrosecondsADay)]) : value;
        return column.HasPresenceInput ? Where(graph.Input(column.PresenceInput, ElementType.Bool), value, Constant(double.NaN)) : value;
    }

    private string Call(CallExpression call)
    {
        switch (call.Function)
        {
            case "is_missing" when call.Arguments[0] is ColumnExpression named && columns.First(c => c.Name == named.Name) is { Type: ColumnType.String } text:
                return Known(text, [string.Empty], [1]);
            case "is_missing":
                return graph.Cast(graph.Node("IsNaN", [Value(call.Arguments[0])]), ElementType.Double);
            case "=" or "<>" or "<" or "<=" or ">" or ">=":
                return Compare(call);
        }

        var parts = call.Arguments.Select(Value).ToArray();
        return call.Function switch
        {
            "+" => graph.Node("Add", parts),
            "-" or "days" => graph.Node("Sub", parts),
            "*" or "and" => graph.Node("Mul", parts),
            "/" => Where(graph.Node("Equal", [parts[1], Constant(0)]), Constant(double.NaN), graph.Node("Div", parts)),
            "^" => Strict(graph.Node("Pow", parts), parts),
            "negate" => graph.Node("Neg", parts),
            "or" => graph.Node("Sub", [graph.Node("Add", parts), graph.Node("Mul", parts)]),
            "not" => graph.Node("Sub", [Constant(1), parts[0]]),
            "if" => Strict(Where(graph.Node("Greater", [parts[0], Constant(0)]), parts[1], parts[2]), parts[0]),
            "abs" => graph.Node("Abs", parts),
            "exp" => graph.Node("Exp", parts),
            "log" => Where(graph.Node("Greater", [parts[0], Constant(0)]), graph.Node("Log", parts), Constant(double.NaN)),
            "sqrt" => graph.Node("Sqrt", parts),
            "floor" => graph.Node("Floor", parts),
            "ceil" => graph.Node("Ceil", parts),
            "round" => graph.Node("Round", parts),
            "sin" => graph.Node("Sin", parts),
            "cos" => graph.Node("Sin", [graph.Node("Add", [parts[0], Constant(Math.PI / 2)])]),
            "min" => parts.Aggregate((a, b) => Strict(Where(graph.Node("Less", [b, a]), b, a), a, b)),
            "max" => parts.Aggregate((a, b) => Strict(Where(graph.Node("Greater", [b, a]), b, a), a, b)),
            "hour" => Floor(Plus(Times(Minus(parts[0], Floor(parts[0])), 24), HalfAMicrosecond)),
            "weekday" => graph.Node("Add", [Remainder(Plus(Floor(parts[0]), 3), 7), Constant(1)]),
            "year" or "month" or "day" => Calendar(Floor(parts[0]), call.Function),
            _ => throw new InvalidOperationException($"There is no function '{call.Function}'."),
        };
    }

    /// <summary>
    /// Year, month or day of a day since 1970 (H. Hinnant, "chrono-compatible low-level date algorithms", civil_from_days): counted from March on, the leap day is
    /// the last of its year.
    /// </summary>
    private string Calendar(string days, string part)
    {
        var shifted = Plus(days, ToMarch);
        var era = Floor(Over(shifted, Era));
        var ofEra = Minus(shifted, Times(era, Era));
        var yearOfEra = Floor(Over(Minus(graph.Node("Add", [Minus(ofEra, Floor(Over(ofEra, 1460))), Floor(Over(ofEra, 36_524))]), Floor(Over(ofEra, Era - 1))), 365));
        var dayOfYear = Minus(ofEra, Minus(graph.Node("Add", [Times(yearOfEra, 365), Floor(Over(yearOfEra, 4))]), Floor(Over(yearOfEra, 100))));
        var month = Floor(Over(Plus(Times(dayOfYear, 5), 2), 153));
        var isEarly = graph.Node("GreaterOrEqual", [month, Constant(10)]);
        return part switch
        {
            "day" => Plus(Minus(dayOfYear, Floor(Over(Plus(Times(month, 153), 2), 5))), 1),
            "month" => Where(isEarly, Plus(month, -9), Plus(month, 3)),
            _ => graph.Node("Add", [graph.Node("Add", [yearOfEra, Times(era, 400)]), Where(isEarly, Constant(1), Constant(0))]),
        };
    }

    private string Compare(CallExpression call)
    {
        if (call.Arguments.OfType<TextExpression>().FirstOrDefault() is { } text)
        {
            var other = call.Arguments.First(a => a != text);
            if (other is ColumnExpression named && columns.First(c => c.Name == named.Name) is { Type: ColumnType.String } column)
            {
                var equal = text.Value.Length == 0 ? Known(column, [string.Empty], [float.NaN]) : Known(column, [string.Empty, text.Value], [float.NaN, 1]);
                return call.Function == "=" ? equal : graph.Node("Sub", [Constant(1), equal]);
            }
        }

        var parts = call.Arguments.Select(a => a is TextExpression date ? Constant(IsoDate.Microseconds(date.Value, TimeSpan.Zero)!.Value / MicrosecondsADay) : Value(a)).ToArray();
        var isSo = call.Function switch
        {
            "=" => graph.Node("Equal", parts),
            "<>" => graph.Node("Not", [graph.Node("Equal", parts)]),
            "<" => graph.Node("Less", parts),
            "<=" => graph.Node("LessOrEqual", parts),
            ">" => graph.Node("Greater", parts),
            _ => graph.Node("GreaterOrEqual", parts),
        };
        return Strict(graph.Cast(isSo, ElementType.Double), parts);
    }

    /// <summary>A number for each of some texts of a column, 0 for any other.</summary>
    private string Known(SchemaColumn column, string[] texts, float[] values) => graph.Cast(
        graph.Learning("LabelEncoder", [FeatureGraph.Input(graph, column)], ("keys_strings", texts), ("values_floats", values), ("default_float", 0f)), ElementType.Double);

    /// <summary>The value, missing where a part of it is.</summary>
    private string Strict(string value, params string[] parts) => parts.Aggregate(value, (v, part) => Where(graph.Node("IsNaN", [part]), Constant(double.NaN), v));

    private string Where(string condition, string yes, string no) => graph.Node("Where", [condition, yes, no]);

    private string Constant(double value) => graph.Doubles([value], 1, 1);

    private string Floor(string value) => graph.Node("Floor", [value]);

    private string Plus(string value, double number) => graph.Node("Add", [value, Constant(number)]);

    private string Times(string value, double number) => graph.Node("Mul", [value, Constant(number)]);

    private string Over(string value, double number) => graph.Node("Div", [value, Constant(number)]);

    private string Minus(string value, string other) => graph.Node("Sub", [value, other]);

    private string Remainder(string value, double number) => Minus(value, Times(Floor(Over(value, number)), number));
}
