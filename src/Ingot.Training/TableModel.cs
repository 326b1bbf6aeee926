using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Scoring;

namespace Ingot.Training;

/// <summary>What a <see cref="TableLearner"/> learned. It scores by an ONNX graph in memory, and holds nothing that must be freed.</summary>
public sealed class TableModel
{
    private readonly TableInputs? _inputs;
    private readonly ModelSchema? _schema;
    private readonly byte[] _model;
    private readonly double _unit;
    private readonly int _threads;

    private TableModel(TableInputs? inputs, ModelSchema? schema, byte[] model, IReadOnlyList<ColumnGain> gains, double unit, int threads) =>
        (_inputs, _schema, _model, Gains, _unit, _threads) = (inputs, schema, model, gains, unit, threads);

    /// <summary>What each column gave to what was learned, the greatest first; empty where nothing was found to tell rows by.</summary>
    public IReadOnlyList<ColumnGain> Gains { get; }

    /// <summary>Scores rows; the scores do not depend on the number of threads.</summary>
    /// <param name="features">Has the columns that were learned from, in any order; others are not looked at.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>For each row the expected number or the probability.</returns>
    /// <exception cref="ArgumentException">A column is not there, or of another type.</exception>
    public double[] Score(Table features, CancellationToken cancellation = default)
    {
        if (_inputs is null || _schema is null)
        {
            var same = new double[features.Rows];
            Array.Fill(same, _unit);
            return same;
        }

        var table = _inputs.Table(features);
        using var scorer = new OnnxScorer(_model, nameof(TableModel), _threads);
        return Array.ConvertAll(scorer.Score(table, _schema, cancellation: cancellation), s => s * _unit);
    }

    internal static TableModel Of(
        TableInputs inputs, ModelSchema schema, byte[] model, IReadOnlyList<ColumnGain> gains, double unit, int threads) => new(inputs, schema, model, gains, unit, threads);

    /// <summary>A model that says the same of every row.</summary>
    internal static TableModel Constant(double value) => new(null, null, [], [], value, 0);
}
