namespace Ingot.Scoring.Explanations;

/// <summary>
/// Explains rows exactly: from the trees of an ONNX file and how many training rows came to their nodes, or from the weights of a linear model and the means of the training rows.
/// It takes the own input of trees or weights, which the model gives as one more output when its bytes are those of <see cref="WithInput"/>. Threads may share it.
/// </summary>
#if INGOT_RUNTIME
internal
#else
public
#endif
sealed class ExactExplanation
{
    // What comes from outside may be made to cost: about a second a row, and as deep as the stack bears.
    private const long MostCost = 1_000_000_000;
    private const int MostDepth = 1000;

    private readonly ExplanationFacts _facts;
    private readonly ExplainedTree[][] _trees;
    private readonly int _room;
    private readonly string[] _names;
    private readonly int[] _nameOf;

    private ExactExplanation(ExplanationReader file)
    {
        (_facts, Input, Reasons) = (file.Facts, file.Input, file.Reasons);
        _trees = [.. Enumerable.Range(0, _facts.Base.Count).Select(output => file.Trees.Where(t => t.Output == output).ToArray())];
        _room = file.Trees.Count == 0 ? 0 : file.Trees.Max(TreeShap.RoomFor);
        Base = [.. _facts.Base.Select((b, output) => (_facts.Slope * (b + _trees[output].Sum(t => t.Expected) + (_facts.Linear?.Expected(output) ?? 0))) + _facts.Offset)];
        _names = [.. _facts.Features.Distinct(StringComparer.Ordinal)];
        _nameOf = [.. _facts.Features.Select(f => Array.IndexOf(_names, f))];
        CostOfRow = Math.Max(1, IsLinear ? Width : file.Trees.Sum(t => (long)t.LeafValue.Length * t.Depth * t.Depth));
    }

    /// <summary>Whether it is explained by the weights of a linear model, and not by trees.</summary>
    public bool IsLinear => _facts.Linear is not null;

    /// <summary>The output of <see cref="WithInput"/> that is the input of trees or weights: doubles, <see cref="Width"/> a row.</summary>
    public string Input { get; }

    /// <summary>Values a row of that input.</summary>
    public int Width => _facts.Inputs.Count;

    /// <summary>What contributions are of: columns, and features that are computed of several. A name may come several times.</summary>
    public IReadOnlyList<string> Features => _facts.Features;

    /// <summary>The same without those that come again.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>How many reasons of each prediction the model's project wants to be had; 0: none.</summary>
    public int Reasons { get; }

    /// <summary>Values that are explained: 1, or one for each of more than two classes.</summary>
    public int Outputs => _facts.Base.Count;

    /// <summary>Whether contributions are parts of the shares of the classes, and not of log-odds or raw scores.</summary>
    public bool IsShare => _facts.IsShare;

    /// <summary>For each output what the model says when nothing is known of a row, in the unit of the contributions.</summary>
    public IReadOnlyList<double> Base { get; }

    /// <summary>What it costs to explain a row: the leaves times the depth of their tree, squared; of a linear model its weights.</summary>
    public long CostOfRow { get; }

    /// <summary>Reads the trees or weights of an ONNX file.</summary>
    /// <returns>Null: it has no weights, and no trees that say how many rows came to their nodes, or a row of them would take too long.</returns>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static ExactExplanation? Of(ReadOnlySpan<byte> onnx) =>
        ExplanationReader.Read(onnx) is { } file && file.Trees.All(t => t.Depth <= MostDepth) && new ExactExplanation(file) is { CostOfRow: <= MostCost } exact ? exact : null;

    /// <summary>The bytes of an ONNX file with <see cref="Input"/> as a further output.</summary>
    public byte[] WithInput(byte[] onnx) => OnnxAddition.Output(onnx, Input);

    /// <summary>Explains rows.</summary>
    /// <param name="matrix">The values of <see cref="Input"/>, <see cref="Width"/> values a row.</param>
    /// <param name="contributions">Becomes what each feature contributed, in the unit of <see cref="Base"/>: <c>[((row * Outputs) + output) * Features.Count + feature]</c>.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Explain(ReadOnlySpan<double> matrix, Span<double> contributions, CancellationToken cancellation)
    {
        var (rows, features, path) = (matrix.Length / Width, Features.Count, new PathStep[_room]);
        for (var answer = 0; answer < rows * Outputs; answer++)
        {
            cancellation.ThrowIfCancellationRequested();
            Explain(matrix.Slice(answer / Outputs * Width, Width), answer % Outputs, contributions.Slice(answer * features, features), path);
        }
    }

    /// <summary>The reasons of the answers of rows: the features that contributed most, those first that did more; equal ones in the order of the features.</summary>
    /// <param name="matrix">As of <see cref="Explain(ReadOnlySpan{double}, Span{double}, CancellationToken)"/>.</param>
    /// <param name="output">For each row the output whose reasons they are.</param>
    /// <param name="count">How many; there are fewer where the model has fewer features.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public (string Feature, double Contribution)[][] Strongest(ReadOnlySpan<double> matrix, Func<int, int> output, int count, CancellationToken cancellation)
    {
        var (found, contributions, path) = (new (string, double)[matrix.Length / Width][], new double[Features.Count], new PathStep[_room]);
        for (var row = 0; row < found.Length; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            Explain(matrix.Slice(row * Width, Width), output(row), contributions, path);
            found[row] = Strongest(contributions, count);
        }

        return found;
    }

    private void Explain(ReadOnlySpan<double> row, int output, Span<double> contributions, PathStep[] path)
    {
        contributions.Clear();
        _facts.Linear?.Add(row, output, _facts.Inputs, contributions);
        foreach (var tree in _trees[output])
        {
            TreeShap.Add(tree, row, contributions, path);
        }

        for (var f = 0; f < contributions.Length; f++)
        {
            contributions[f] *= _facts.Slope;
        }
    }

    private (string, double)[] Strongest(double[] contributions, int count)
    {
        var sums = new double[_names.Length];
        for (var f = 0; f < contributions.Length; f++)
        {
            sums[_nameOf[f]] += contributions[f];
        }

        return [.. Enumerable.Range(0, sums.Length).OrderByDescending(n => Math.Abs(sums[n])).Take(count).Select(n => (_names[n], sums[n]))];
    }
}
