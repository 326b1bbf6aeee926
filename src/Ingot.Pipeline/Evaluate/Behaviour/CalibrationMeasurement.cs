using Ingot.Core.Behaviour;
using Ingot.Core.Schemas;

namespace Ingot.Pipeline.Evaluate.Behaviour;

/// <summary>Measures a <see cref="CalibrationGate"/>.</summary>
internal static class CalibrationMeasurement
{
    public static BehaviourResult Of(CalibrationGate test, TestBench bench)
    {
        if (bench.Schema.Task != ModelTask.BinaryClassification)
        {
            throw new UndecidedException($"Calibration is measured for two classes, but this is a {bench.Schema.Task} model. Gate LogLoss instead.");
        }

        var rows = test.Slice is { } slice ? bench.RowsOf(slice, test.Location) : bench.RowsWhere(null, test.Location);
        return new BehaviourResult { Test = test.Title, Rows = rows.Length, Measures = CalibrationMeasures.Of(bench.Predictions, rows) };
    }
}
