using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Scoring.Explanations;

/// <summary>
/// Says of predictions what each column contributed to them (Shapley values). Trees that Ingot trained are explained exactly, from the ONNX file alone; any other model by sampling, with
/// the error of each value. Threads may share it.
/// </summary>
public sealed class PredictionExplainer : IDisposable
{
    /// <summary>How many orders of the columns are drawn for each row of a model that is sampled.</summary>
    public const int Orders = 32;

    private readonly ModelSchema _schema;
    private readonly OnnxScorer? _scorer;
    private readonly BatchSession? _session;
    private readonly ExplanationFacts? _facts;
    private readonly string _input = string.Empty;
    private readonly IReadOnlyList<ExplainedTree> _trees = [];
    private readonly List<string> _columns = [];
    private readonly int[] _columnOf = [];

    /// <summary>Prepares the explanations of a model.</summary>
    /// <param name="onnx">The bytes of its ONNX file.</param>
    /// <param name="schema">Its columns and outputs.</param>
    /// <param name="path">Where the bytes are from, for diagnostics.</param>
    /// <param name="threads">Threads that compute; 0: one per processor. The values do not depend on it.</param>
    /// <exception cref="IngotException">INGOT3010: ONNX Runtime cannot load it. INGOT9021: its trees are damaged.</exception>
    public PredictionExplainer(byte[] onnx, ModelSchema schema, string path, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(schema);
        _schema = schema;
        try
        {
            if (EnsembleReader.Read(onnx) is not var (facts, input, trees))
            {
                _scorer = new OnnxScorer(onnx, path, threads);
                return;
            }

            (_facts, _input, _trees) = (facts, input, trees);
        }
        catch (InvalidDataException e)
        {
            throw new IngotException(InfrastructureDiagnostics.OnnxUnreadable.At(new SourceLocation(path), $"The ONNX file cannot be read: {e.Message}. Build or fetch it again."), e);
        }

        // What is computed of several columns stands for itself, behind the columns.
        _columns = [.. schema.Features.Select(c => c.Name).Union(_facts.Features, StringComparer.Ordinal)];
        _columnOf = [.. _facts.Features.Select(name => _columns.IndexOf(name))];
        _session = new BatchSession([.. onnx, .. OutputOf(_input)], threads);
    }

    /// <summary>Whether the contributions are exact; else they are sampled, and a background is needed.</summary>
    public bool IsExact => _session is not null;

    /// <summary>What it costs to explain a row: leaves times the depth of their tree, squared; of a model that is sampled as much as its scorings take.</summary>
    public long CostOfRow => IsExact ? Math.Max(1, _trees.Sum(t => (long)t.LeafValue.Length * t.Depth * t.Depth)) : 2000L * 2 * Orders * (_schema.Features.Count() + 1) / 10;

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
        var columns = _columns;
        var (outputs, inputs, features) = (_facts!.Base.Count, _facts.Inputs.Count, _facts.Features.Count);
        var values = new double[rows.Rows * outputs * columns.Count];
        var room = _trees.Max(TreeShap.RoomFor);
        _session!.Run<double>(rows, null, [.. _schema.Features], _input, inputs, (start, count, matrix) =>
        {
            var (path, contributions) = (new PathStep[room], new double[outputs * features]);
            for (var row = 0; row < count; row++)
            {
                cancellation.ThrowIfCancellationRequested();
                Array.Clear(contributions);
                foreach (var tree in _trees)
                {
                    TreeShap.Add(tree, matrix.Slice(row * inputs, inputs), contributions.AsSpan(tree.Output * features, features), path);
                }

                for (var output = 0; output < outputs; output++)
                {
                    var to = values.AsSpan((((start + row) * outputs) + output) * columns.Count, columns.Count);
                    for (var f = 0; f < features; f++)
                    {
                        to[_columnOf[f]] += contributions[(output * features) + f] * _facts.Slope;
                    }
                }
            }
        }, cancellation);

        var bases = _facts.Base.Select((b, output) => (_facts.Slope * (b + _trees.Where(t => t.Output == output).Sum(t => t.Expected))) + _facts.Offset);
        return new Contributions(columns, outputs, [.. bases], values);
    }

    /// <summary>
    /// A further output of a model, a table of doubles, as bytes that are put behind its own: protobuf joins the two graphs
    /// (https://protobuf.dev/programming-guides/encoding/#last-one-wins).
    /// </summary>
    private static byte[] OutputOf(string value)
    {
        byte[] type = [.. Message(1, [0x08, 11])];
        byte[] info = [.. Message(1, System.Text.Encoding.UTF8.GetBytes(value)), .. Message(2, type)];
        return [.. Message(7, [.. Message(12, info)])];
    }

    private static byte[] Message(int field, byte[] content)
    {
        var bytes = new List<byte> { (byte)((field << 3) | 2) };
        var length = content.Length;
        for (; length > 0x7F; length >>= 7)
        {
            bytes.Add((byte)((length & 0x7F) | 0x80));
        }

        bytes.Add((byte)length);
        return [.. bytes, .. content];
    }
}
