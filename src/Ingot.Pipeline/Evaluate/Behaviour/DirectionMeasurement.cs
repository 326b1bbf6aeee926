using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;

namespace Ingot.Pipeline.Evaluate.Behaviour;

/// <summary>Measures a <see cref="DirectionalTest"/>: every row with the column changed.</summary>
internal static class DirectionMeasurement
{
    public static BehaviourResult Of(DirectionalTest test, TestBench bench)
    {
        var schema = bench.Feature(test.Name);
        var column = bench.Reference[test.Name];
        var view = ScoreView.Of(bench.Schema, bench.Spec.ClassificationThreshold, test.Class);
        var rows = bench.RowsWhere(test.Where, test.Location);
        var changed = ColumnChanges.Changed(schema, column, test.Change);
        var testable = Array.FindAll(rows, r => !changed.IsMissing(r) && !ColumnChanges.Same(column, changed, r));
        var scores = bench.Score(changed, testable);

        var worst = new WorstRows();
        for (var i = 0; i < testable.Length; i++)
        {
            var row = testable[i];
            var before = view.Score(bench.Predictions.Scores, row);
            var move = view.Relative(view.Score(scores, i) - before, before);
            if (Breaks(test, move))
            {
                var at = i;
                worst.Add(
                    test.Expect is Direction.Decrease or Direction.NotIncrease ? move : -move,
                    i,
                    () => new BrokenRow(bench.Predictions.RowNumbers[row], $"{test.Name} {ColumnChanges.TextOf(column, row)} to {ColumnChanges.TextOf(changed, row)}")
                    {
                        Before = view.Score(bench.Predictions.Scores, row),
                        After = view.Score(scores, at),
                    });
            }
        }

        return Result(test, testable.Length, rows.Length, worst);
    }

    /// <summary>The result of a test that changes rows.</summary>
    /// <param name="test">The test.</param>
    /// <param name="tested">How many rows could be changed.</param>
    /// <param name="all">How many there are.</param>
    /// <param name="worst">Those that break it.</param>
    /// <exception cref="UndecidedException">No row could be changed.</exception>
    public static BehaviourResult Result(BehaviourTest test, int tested, int all, WorstRows worst) => tested == 0
        ? throw new UndecidedException($"None of the {DiagnosticText.Count(all, "row")} can have another value of '{test.Name}': its values are missing, or the change would leave the range of the schema. Change the test or give other reference rows.")
        : new BehaviourResult
        {
            Test = test.Title,
            Rows = tested,
            Broken = worst.Count,
            Examples = worst.Examples,
            LeftOut = tested == all ? null : [$"{DiagnosticText.Count(all - tested, "row")} that cannot have another value of {test.Name}"],
        };

    private static bool Breaks(DirectionalTest test, double move) => test.Expect switch
    {
        Direction.Decrease => !(move < -test.Tolerance),
        Direction.Increase => !(move > test.Tolerance),
        Direction.NotIncrease => !(move <= test.Tolerance),
        _ => !(move >= -test.Tolerance),
    };
}
