using Ingot.Core.Diagnostics;
using Ingot.Core.Explanations;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Scoring.Explanations;

/// <summary>
/// Says of predictions what each column contributed to them (Shapley values). Trees and linear models that Ingot trained are explained exactly, from the ONNX file alone; any other model by sampling, with
/// the error of each value. Threads may share it.
/// </summary>
public sealed class PredictionExplainer : IDisposable
{
    /// <summary>How many orders of the columns are drawn for each row of a model that is sampled.</summary>
    public const int Orders = 32;

    private readonly ModelSchema _schema;
    private readonly OnnxScorer? _scorer;
    private readonly BatchSession? _session;
    private readonly ExactExplanation? _exact;
    private readonly List<string> _columns = [];
    private readonly int[] _columnOf = [];

    /// <summary>Prepares the explanations of a model.</summary>
    /// <param name="onnx">The bytes of its ONNX file.</param>
    /// <param name="schema">Its columns and outputs.</param>
    /// <param name="path">Where the bytes are from, for diagnostics.</param>
    /// <param name="threads">Threads that compute; 0: one per processor. The values do not depend on it.</param>
    /// <exception cref="IngotException">INGOT3010: ONNX Runtime cannot load it. INGOT9021: its trees or weights are damaged.</exception>
    public PredictionExplainer(byte[] onnx, ModelSchema schema, string path, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(schema);
        _schema = schema;
        try
        {
            _exact = ExactExplanation.Of(onnx);
        }
        catch (InvalidDataException e)
        {
            throw new IngotException(InfrastructureDiagnostics.OnnxUnreadable.At(new SourceLocation(path), $"The ONNX file cannot be read: {e.Message}. Build or fetch it again."), e);
        }

        if (_exact is null)
        {
            _scorer = new OnnxScorer(onnx, path, threads);
            return;
        }

        // What is computed of several columns stands for itself, behind the columns.
        _columns = [.. schema.Features.Select(c => c.Name).Union(_exact.Features, StringComparer.Ordinal)];
        _columnOf = [.. _exact.Features.Select(name => _columns.IndexOf(name))];
        _session = new BatchSession(_exact.WithInput(onnx), threads);
    }

    /// <summary>How contributions are found, as of <see cref="ExplanationReport.Method"/>.</summary>
    public string Method => _exact is null ? ExplanationReport.Sampled : _exact.IsLinear ? ExplanationReport.Linear : ExplanationReport.TreeShap;

    /// <summary>Whether the contributions are exact; else they are sampled, and a background is needed.</summary>
    public bool IsExact => _session is not null;

    /// <summary>
    /// Whether what is explained is what the model says before its calibration: where the calibration is more than another slope and offset of the log-odds.
    /// What is sampled is the probability itself.
    /// </summary>
    public bool IsBeforeCalibration => _session is not null && _session.Metadata.TryGetValue(ExplanationFacts.CalibrationKey, out var method)
        && (_schema.Task == ModelTask.MulticlassClassification || method == "Isotonic" || IsShare);

    /// <summary>Whether the contributions are parts of what a forest takes for the probability: of trees whose mean is the share of a class.</summary>
    public bool IsShare => _exact is { IsShare: true };

    /// <summary>What it costs to explain a row: leaves times the depth of their tree, squared; of a linear model its weights; of one that is sampled as much as its scorings take.</summary>
    public long CostOfRow => _exact?.CostOfRow ?? 2000L * 2 * Orders * (_schema.Features.Count() + 1) / 10;

    /// <summary>Explains rows.</summary>
    /// <param name="rows">The rows, with all features.</param>
    /// <param name="background">Rows as they are usual, such as reference rows; needed only where <see cref="IsExact"/> is false.</param>
    /// <param name="seed">The seed of what is sampled.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ArgumentException">There is no background, and it is needed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Contributions Explain(Table rows, Table? background = null, int seed = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return _session is not null ? Exact(rows, cancellation)
            : background is { Rows: > 0 } ? new SampledShapley(_scorer!, _schema).Explain(rows, background, Orders, seed, cancellation)
            : throw new ArgumentException("A model that is sampled needs rows of a background.", nameof(background));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _session?.Dispose();
        _scorer?.Dispose();
    }

    private Contributions Exact(Table rows, CancellationToken cancellation)
    {
        var (exact, columns) = (_exact!, _columns);
        var (outputs, features) = (exact.Outputs, exact.Features.Count);
        var values = new double[rows.Rows * outputs * columns.Count];
        _session!.Run<double>(rows, null, [.. _schema.Features], exact.Input, exact.Width, (start, count, matrix) =>
        {
            var contributions = new double[count * outputs * features];
            exact.Explain(matrix, contributions, cancellation);
            for (var answer = 0; answer < count * outputs; answer++)
            {
                var to = values.AsSpan(((start * outputs) + answer) * columns.Count, columns.Count);
                for (var f = 0; f < features; f++)
                {
                    to[_columnOf[f]] += contributions[(answer * features) + f];
                }
            }
        }, cancellation);

        return new Contributions(columns, outputs, exact.Base, values);
    }
}
