using Ingot.Onnx.Learned;

namespace Ingot.Onnx.Graphs;

/// <summary>
/// The codes of categorical features once more, in blocks of 64: the column of block k has <c>code + 1 - 64 k</c>, so that its own
/// categories are 1 to 64. ONNX Runtime takes consecutive equality tests of one feature with such values for one test against a set of
/// bits, where it would walk a chain of them otherwise; the result is the same bit for bit.
/// </summary>
internal sealed class CategoryBlocks
{
    private const int Size = 64;

    private readonly List<(int Feature, int Block)> _columns;
    private readonly Dictionary<(int Feature, int Block), int> _indexes;

    /// <param name="trees">The trees: only blocks that a split uses are made.</param>
    public CategoryBlocks(IEnumerable<DecisionTree> trees)
    {
        _columns =
        [
            .. trees.SelectMany(t => t.Nodes).Where(n => n.Categories is not null)
                .SelectMany(n => n.Categories!.Select(c => (n.Feature, Block: c / Size)))
                .Distinct().Order(),
        ];
        _indexes = _columns.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i);
    }

    /// <summary>Where a feature is among the columns that <see cref="Append"/> gives.</summary>
    /// <param name="feature">Its index among the features.</param>
    public int IndexOf(int feature) => _columns.Count + feature;

    /// <summary>For each of the columns that <see cref="Append"/> gives the feature that it is of.</summary>
    /// <param name="features">How many there are.</param>
    public IReadOnlyList<int> Features(int features) => [.. _columns.Select(c => c.Feature), .. Enumerable.Range(0, features)];

    /// <summary>The tests that are true for the categories of a split: the column, and the value that it must have.</summary>
    /// <param name="node">A categorical split.</param>
    public IEnumerable<(int Column, double Value)> Tests(TreeNode node) =>
        node.Categories!.Order().Select(c => (_indexes[(node.Feature, c / Size)], (double)((c % Size) + 1)));

    /// <summary>Puts the columns before the features.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">The features, in double.</param>
    public string Append(OnnxGraph graph, string features)
    {
        if (_columns.Count == 0)
        {
            return features;
        }

        var codes = graph.Node("Gather", [features, graph.Longs([.. _columns.Select(c => (long)c.Feature)], _columns.Count)], ("axis", 1L));
        var blocks = graph.Node("Add", [codes, graph.Doubles([.. _columns.Select(c => 1.0 - (Size * c.Block))], 1, _columns.Count)]);
        return graph.Node("Concat", [blocks, features], ("axis", 1L));
    }
}
