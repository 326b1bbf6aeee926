using Ingot.Core.Behaviour;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Pipeline.Evaluate.Behaviour;

/// <summary>Measures an <see cref="InvarianceTest"/>: every row with every other value of the column.</summary>
internal static class InvarianceMeasurement
{
    public static BehaviourResult Of(InvarianceTest test, TestBench bench)
    {
        var schema = bench.Feature(test.Name);
        var column = bench.Reference[test.Name];
        var rows = bench.RowsWhere(test.Where, test.Location);
        IReadOnlyList<TableColumn> others = test.Change is { } change
            ? [ColumnChanges.Changed(schema, column, change)]
            : ColumnChanges.Constants(schema, column, test);
        var view = ScoreView.Of(bench.Schema, bench.Spec.ClassificationThreshold, null, needsClass: false);

        // Of each row the greatest move, and which value made it.
        var tested = new bool[rows.Length];
        var moves = new double[rows.Length];
        var by = new int[rows.Length];
        var scores = new float[others.Count][];
        for (var k = 0; k < others.Count; k++)
        {
            scores[k] = bench.Score(others[k], rows);
            for (var i = 0; i < rows.Length; i++)
            {
                // A change that cannot be made leaves a missing value; a value that is the row's own changes nothing.
                if ((test.Change is not null && others[k].IsMissing(rows[i])) || ColumnChanges.Same(column, others[k], rows[i]))
                {
                    continue;
                }

                tested[i] = true;
                var move = Move(view, bench, rows[i], scores[k], i);
                if (move > moves[i])
                {
                    (moves[i], by[i]) = (move, k);
                }
            }
        }

        var worst = new WorstRows();
        var tolerance = bench.Schema.Task == ModelTask.MulticlassClassification ? 0 : test.Tolerance;
        for (var i = 0; i < rows.Length; i++)
        {
            if (moves[i] > tolerance)
            {
                var (row, at, k) = (rows[i], i, by[i]);
                worst.Add(moves[i], i, () => view.Broken(
                    bench.Predictions, row, $"{test.Name} {ColumnChanges.TextOf(column, row)} to {ColumnChanges.TextOf(others[k], row)}", scores[k], at));
            }
        }

        return DirectionMeasurement.Result(test, tested.Count(t => t), rows.Length, worst);
    }

    private static double Move(ScoreView view, TestBench bench, int row, float[] after, int at)
    {
        var before = bench.Predictions.Scores;
        if (bench.Schema.Task == ModelTask.MulticlassClassification)
        {
            return view.Predicted(before, row) == view.Predicted(after, at) ? 0 : 1;
        }

        var from = view.Score(before, row);
        return Math.Abs(view.Relative(view.Score(after, at) - from, from));
    }
}
