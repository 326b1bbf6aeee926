using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Continued;
using Ingot.Onnx.Learned;
using Ingot.Scoring;

namespace Ingot.Training.Continued;

/// <summary>What a released model says of training rows, raw and in 64 bits, by its own part of the file: where further trees start.</summary>
internal sealed class StartScores
{
    private readonly double[] _scores;

    private StartScores(ReleasedStart released, double[] scores) => (Released, _scores) = (released, scores);

    /// <summary>The release.</summary>
    public ReleasedStart Released { get; }

    /// <summary>Asks the release.</summary>
    /// <param name="released">The release; its columns are there (<see cref="ContinueRules"/>).</param>
    /// <param name="link">What the scores are made predictions by.</param>
    /// <param name="spec">Where it is named.</param>
    /// <param name="schema">The model's.</param>
    /// <param name="data">The training data.</param>
    /// <param name="threads">As <see cref="BatchSession"/> has it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT2097: it says no finite number of a row.</exception>
    public static StartScores Of(ReleasedStart released, OutputLink link, ModelSpec spec, ModelSchema schema, Table data, int threads, CancellationToken cancellation)
    {
        var scores = new double[(long)data.Rows * released.Outputs];
        var columns = released.Columns;
        using var session = new BatchSession(released.ToBytes(link), threads);
        session.Run<double>(
            data, rows: null, [.. schema.Features.Where(f => columns.Contains(f.Name))], ReleasedStart.Raw, released.Outputs,
            (start, count, values) => values.CopyTo(scores.AsSpan(start * released.Outputs, count * released.Outputs)), cancellation);
        var unsaid = Enumerable.Range(0, data.Rows).Count(row => !scores.AsSpan(row * released.Outputs, released.Outputs).ToArray().All(double.IsFinite));
        return unsaid == 0 ? new StartScores(released, scores) : throw ContinueRules.Unfit(
            spec, $"its model says no finite number of {unsaid:N0} of {DiagnosticText.Count(data.Rows, "training row")}, to which nothing can be added. Give these rows their values, leave them out with ModelFilter, or start anew: remove ModelContinueFrom.");
    }

    /// <summary>Those of some rows, output by output of a row.</summary>
    public double[] Of(int[] rows)
    {
        var outputs = Released.Outputs;
        var picked = new double[rows.Length * outputs];
        for (var i = 0; i < rows.Length; i++)
        {
            _scores.AsSpan(rows[i] * outputs, outputs).CopyTo(picked.AsSpan(i * outputs));
        }

        return picked;
    }
}
