using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx.Graphs;
using Ingot.Scoring;

namespace Ingot.Onnx.Features;

/// <summary>
/// Computes the feature matrix by the nodes that ship. Since what is done to a column depends on that column only, ONNX Runtime
/// sees each distinct string once, and its features are gathered for the rows; numbers go through row by row.
/// </summary>
internal static class FeatureTransform
{
    private const string Output = "features";

    public static FeatureMatrix Run(FeaturePlan plan, Table table, int[]? rows, int threads, SourceLocation location)
    {
        var names = plan.Steps.SelectMany(s => s.Names).ToList();
        var count = rows?.Length ?? table.Rows;
        if ((long)count * names.Count > Array.MaxLength)
        {
            throw new IngotException(TrainDiagnostics.TooLarge.At(
                location,
                $"{count:N0} rows of {names.Count:N0} features make {(long)count * names.Count:N0} values; at most {Array.MaxLength:N0} fit into one matrix. Give columns that the model does not need the role Ignored, leave rows out with ModelFilter{(plan.Steps.Any(s => s.OneHot) ? ", or choose the trainer LightGbm, for which a text column is one feature" : string.Empty)}."));
        }

        var matrix = new FeatureMatrix(count, names, new float[count * names.Count])
        {
            Categorical = Categorical(plan.Steps),
            Monotone = [.. plan.Steps.SelectMany(s => s.Names.Select(_ => s.Monotone))],
        };
        var placed = Place(plan.Steps);
        var numbers = placed.Where(p => p.Step.Column.Type != ColumnType.String).ToLookup(p => FeatureGraph.IsDouble(p.Step));
        Numbers<float>([.. numbers[false]], table, rows, threads, matrix, (_, value) => value);
        Numbers<double>([.. numbers[true]], table, rows, threads, matrix, (step, value) => step.Cuts!.Code(value));
        foreach (var (step, column) in placed.Where(p => p.Step.Column.Type == ColumnType.String))
        {
            Strings(step, column, (StringColumn)table[step.Column.Name], rows, matrix);
        }

        return matrix;
    }

    private static void Numbers<T>(
        List<(FeatureStep Step, int Column)> steps, Table table, int[]? rows, int threads, FeatureMatrix matrix, Func<FeatureStep, T, float> code)
        where T : unmanaged
    {
        if (steps.Count == 0)
        {
            return;
        }

        using var session = Session(steps.Select(s => s.Step), steps.Count, threads);
        var width = matrix.Names.Count;
        session.Run<T>(table, rows, [.. steps.Select(s => s.Step.Column)], Output, steps.Count, (start, count, values) =>
        {
            // Column by column: what a column's codes are looked up in is more than a processor's cache holds of many columns.
            for (var i = 0; i < steps.Count; i++)
            {
                var (step, column) = steps[i];
                for (var row = 0; row < count; row++)
                {
                    matrix.Values[((start + row) * width) + column] = code(step, values[(row * steps.Count) + i]);
                }
            }
        });
    }

    private static void Strings(FeatureStep step, int column, StringColumn strings, int[]? rows, FeatureMatrix matrix)
    {
        // Row 0 is the missing string, row c + 1 the string of code c.
        var distinct = new StringColumn(strings.Name, [.. Enumerable.Range(-1, strings.Dictionary.Length + 1)], strings.Dictionary);
        var features = step.Names.Count();
        var known = new float[distinct.Rows * features];
        using var session = Session([step], features, threads: 1);
        session.Run<float>(
            new Table([distinct]), null, [step.Column], Output, features, (start, _, values) => values.CopyTo(known.AsSpan(start * features)));
        var width = matrix.Names.Count;
        for (var row = 0; row < matrix.Rows; row++)
        {
            var code = strings.Codes[rows is null ? row : rows[row]];
            known.AsSpan((code + 1) * features, features).CopyTo(matrix.Values.AsSpan((row * width) + column, features));
        }
    }

    private static BatchSession Session(IEnumerable<FeatureStep> alike, int width, int threads)
    {
        var steps = alike.ToList();
        var graph = new OnnxGraph();
        graph.Output(FeatureGraph.AppendAlike(graph, steps), Output, FeatureGraph.IsDouble(steps[0]) ? ElementType.Double : ElementType.Float, width);
        return new BatchSession(graph.ToArray(Output), threads);
    }

    /// <summary>Each step with the index of its first feature.</summary>
    private static List<(FeatureStep Step, int Column)> Place(IReadOnlyList<FeatureStep> steps)
    {
        var placed = new List<(FeatureStep, int)>();
        var column = 0;
        foreach (var step in steps)
        {
            placed.Add((step, column));
            column += step.Names.Count();
        }

        return placed;
    }

    private static List<int> Categorical(IReadOnlyList<FeatureStep> steps) =>
        [.. Place(steps).Where(p => p.Step.Column.Type == ColumnType.String && !p.Step.OneHot).Select(p => p.Column)];
}
