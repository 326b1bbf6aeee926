using Ingot.Core.Schemas;
using Ingot.Onnx.Graphs;

namespace Ingot.Onnx.Features;

/// <summary>Writes the featurisation into a graph: one input per column, one matrix out.</summary>
internal static class FeatureGraph
{
    private const double MicrosecondsADay = 86_400_000_000;

    /// <summary>Adds inputs and nodes.</summary>
    /// <returns>The value that holds the matrix, [N, features], of doubles.</returns>
    public static string Append(OnnxGraph graph, IEnumerable<FeatureStep> steps)
    {
        // Neighbours of one type are joined first, so that they need one cast.
        var joined = new List<string>();
        var (parts, areDoubles) = (new List<string>(), false);
        void Join()
        {
            if (parts.Count > 0)
            {
                var matrix = Concat(graph, parts);
                joined.Add(areDoubles ? matrix : graph.Cast(matrix, ElementType.Double));
                parts.Clear();
            }
        }

        foreach (var step in steps)
        {
            // Of hashed terms nearly all features are 0: made as doubles they need no cast.
            var isDouble = step.IsDouble || step.Text is { IsHashed: true };
            if (isDouble != areDoubles)
            {
                Join();
                areDoubles = !areDoubles;
            }

            parts.Add(Append(graph, step, isDouble ? ElementType.Double : ElementType.Float));
        }

        Join();
        return Concat(graph, joined);
    }

    /// <summary>Adds inputs and nodes of columns whose features are of one type.</summary>
    /// <returns>The value that holds their features, [N, features], of floats or (<see cref="FeatureStep.IsDouble"/>) of doubles.</returns>
    public static string AppendAlike(OnnxGraph graph, IEnumerable<FeatureStep> steps) => Concat(graph, [.. steps.Select(s => Append(graph, s, ElementType.Float))]);

    private static string Concat(OnnxGraph graph, List<string> parts) =>
        parts.Count == 1 ? parts[0] : graph.Node("Concat", [.. parts], ("axis", 1L));

    private static string Append(OnnxGraph graph, FeatureStep step, ElementType ofText) => step.Column.Type switch
    {
        ColumnType.String when step.Text is not null => TextGraph.Append(graph, Input(graph, step), step.Text, ofText),
        ColumnType.String => AppendString(graph, step),
        ColumnType.Number => AppendNumber(graph, step),
        _ => AppendWithPresence(graph, step),
    };

    private static string Input(OnnxGraph graph, FeatureStep step) => Input(graph, step.Column);

    /// <summary>The input of a column.</summary>
    public static string Input(OnnxGraph graph, SchemaColumn column) => graph.Input(column.Name, column.DataType switch
    {
        TensorDataType.Float32 => ElementType.Float,
        TensorDataType.Float64 => ElementType.Double,
        TensorDataType.Int64 => ElementType.Int64,
        TensorDataType.Boolean => ElementType.Bool,
        _ => ElementType.String,
    });

    private static string AppendNumber(OnnxGraph graph, FeatureStep step)
    {
        var isDouble = step.Column.DataType == TensorDataType.Float64;
        var input = step.Computed is { } computed ? new ExpressionGraph(graph, computed.Columns).Append(computed.Spec.Parsed) : Input(graph, step);
        if (step is { Fill: null, Offset: 0, Scale: 1, Transform: null })
        {
            return isDouble && !step.IsDouble ? graph.Cast(input, ElementType.Float) : input;
        }

        // Filled and standardised in double: what float32 would round away stays until the end.
        return FillAndScale(graph, step, isDouble ? input : graph.Cast(input, ElementType.Double));
    }

    private static string AppendWithPresence(OnnxGraph graph, FeatureStep step)
    {
        var value = graph.Cast(Input(graph, step), ElementType.Double);
        if (step.Column.Type == ColumnType.Date)
        {
            value = graph.Node("Div", [value, graph.Doubles([MicrosecondsADay], 1)]);
        }

        if (step.HasPresence)
        {
            var present = graph.Input(step.Column.PresenceInput, ElementType.Bool);
            value = graph.Node("Where", [present, value, graph.Doubles([double.NaN], 1)]);
        }

        return FillAndScale(graph, step, value);
    }

    private static string FillAndScale(OnnxGraph graph, FeatureStep step, string value)
    {
        if (step.Fill is { } fill)
        {
            value = graph.Node("Where", [graph.Node("IsNaN", [value]), graph.Doubles([fill], 1), value]);
        }

        value = step.Transform?.Append(graph, value) ?? value;
        if (step.Offset != 0 || step.Scale != 1)
        {
            value = graph.Node("Mul", [graph.Node("Sub", [value, graph.Doubles([step.Offset], 1)]), graph.Doubles([step.Scale], 1)]);
        }

        return step.IsDouble ? value : graph.Cast(value, ElementType.Float);
    }

    private static string AppendString(OnnxGraph graph, FeatureStep step)
    {
        var input = Input(graph, step);
        if (step.Table is { } table)
        {
            return Concat(graph, [.. table.Values.Select((values, number) => graph.Learning(
                "LabelEncoder", [input], ("keys_strings", step.Categories.Append(string.Empty).ToArray()), ("values_floats", values.Append(table.Missing[number]).ToArray()),
                ("default_float", table.Others[number])))]);
        }

        var known = step.Categories.ToList();
        var indexes = known.Select((_, i) => (float)i).ToList();
        if (step.Fill is { } fill && !known.Contains(string.Empty))
        {
            known.Add(string.Empty);
            indexes.Add((float)fill);
        }

        if (known.Count == 0)
        {
            // A column without a value in training tells nothing: a constant of missing values, as wide as its input.
            known.Add("\u0000");
            indexes.Add(float.NaN);
        }

        var code = graph.Learning(
            "LabelEncoder", [input], ("keys_strings", known.ToArray()), ("values_floats", indexes.ToArray()), ("default_float", float.NaN));
        if (!step.OneHot)
        {
            return code;
        }

        var columns = graph.Floats([.. step.Categories.Select((_, i) => (float)i)], 1, step.Categories.Count);
        return graph.Cast(graph.Node("Equal", [code, columns]), ElementType.Float);
    }
}
