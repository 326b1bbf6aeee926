using Ingot.Onnx.Learned;

namespace Ingot.Onnx.Graphs;

/// <summary>The parallel arrays that <c>TreeEnsembleRegressor</c> describes its trees with.</summary>
/// <param name="blocks">Where the columns are that the trees look at.</param>
internal sealed class TreeTable(CategoryBlocks blocks)
{
    private readonly List<long> _tree = [];
    private readonly List<long> _node = [];
    private readonly List<long> _feature = [];
    private readonly List<double> _value = [];
    private readonly List<string> _mode = [];
    private readonly List<long> _true = [];
    private readonly List<long> _false = [];
    private readonly List<long> _missingTrue = [];
    private readonly List<float> _cover = [];
    private readonly List<long> _targetTree = [];
    private readonly List<long> _targetNode = [];
    private readonly List<long> _targetId = [];
    private readonly List<double> _weight = [];

    private bool _isCovered = true;

    public int Trees { get; private set; }

    /// <summary>
    /// Adds a tree: its inner nodes under their own numbers, so that the root comes first, then its leaves, then the
    /// further equality tests of categorical splits.
    /// </summary>
    public void Add(DecisionTree tree)
    {
        var next = tree.Nodes.Count + tree.Leaves.Length;
        var covers = tree.NodeCovers();
        _isCovered &= covers is not null;
        float Cover(int node) => (float)(covers?[node] ?? 0);
        var chains = new List<(long Id, TreeNode Node, (int Column, double Value) Test, bool IsLast)>();
        for (var i = 0; i < tree.Nodes.Count; i++)
        {
            var node = tree.Nodes[i];
            var (left, right) = (Id(tree, node.Left), Id(tree, node.Right));
            switch (node.Categories)
            {
                case null:
                    AddNode(i, blocks.IndexOf(node.Feature), node.Threshold, "BRANCH_LEQ", node.MissingGoesLeft, left, right, Cover(i));
                    break;
                case []:
                    // In no category: everything goes right.
                    AddNode(i, blocks.IndexOf(node.Feature), 0, "BRANCH_LEQ", missingTrue: false, right, right, Cover(i));
                    break;
                default:
                    // A chain of equality tests, block by block; all their "yes" lead to one and the same left subtree.
                    var tests = blocks.Tests(node).ToList();
                    AddNode(i, tests[0].Column, tests[0].Value, "BRANCH_EQ", missingTrue: false, left, tests.Count > 1 ? next : right, Cover(i));
                    for (var c = 1; c < tests.Count; c++)
                    {
                        chains.Add((next++, node, tests[c], c + 1 == tests.Count));
                    }

                    break;
            }
        }

        for (var leaf = 0; leaf < tree.Leaves.Length; leaf++)
        {
            var id = Id(tree, ~leaf);
            AddNode(id, 0, 0, "LEAF", missingTrue: false, 0, 0, (float)(tree.LeafCovers?[leaf] ?? 0));
            _targetTree.Add(Trees);
            _targetNode.Add(id);
            _targetId.Add(tree.Output);
            _weight.Add(tree.Leaves[leaf]);
        }

        foreach (var (id, node, test, isLast) in chains)
        {
            AddNode(id, test.Column, test.Value, "BRANCH_EQ", missingTrue: false, Id(tree, node.Left), isLast ? Id(tree, node.Right) : id + 1, 0);
        }

        Trees++;
    }

    /// <summary>Whether it is known of all trees how many training rows came to each node: <c>nodes_hitrates</c>, from which predictions are explained.</summary>
    public bool IsCovered => _isCovered && Trees > 0;

    public (string Name, object Value)[] Attributes(int outputs) =>
    [
        .. IsCovered ? [("nodes_hitrates", (object)_cover.ToArray())] : Array.Empty<(string, object)>(),
        ("n_targets", (long)outputs),
        ("aggregate_function", "SUM"),
        ("post_transform", "NONE"),
        ("nodes_treeids", _tree.ToArray()),
        ("nodes_nodeids", _node.ToArray()),
        ("nodes_featureids", _feature.ToArray()),
        ("nodes_values_as_tensor", OnnxGraph.DoubleTensor([.. _value])),
        ("nodes_modes", _mode.ToArray()),
        ("nodes_truenodeids", _true.ToArray()),
        ("nodes_falsenodeids", _false.ToArray()),
        ("nodes_missing_value_tracks_true", _missingTrue.ToArray()),
        ("target_treeids", _targetTree.ToArray()),
        ("target_nodeids", _targetNode.ToArray()),
        ("target_ids", _targetId.ToArray()),
        ("target_weights_as_tensor", OnnxGraph.DoubleTensor([.. _weight])),
    ];

    private static long Id(DecisionTree tree, int child) => child >= 0 ? child : tree.Nodes.Count + ~child;

    private void AddNode(long id, int feature, double value, string mode, bool missingTrue, long left, long right, float cover)
    {
        _cover.Add(cover);
        _tree.Add(Trees);
        _node.Add(id);
        _feature.Add(feature);
        _value.Add(value);
        _mode.Add(mode);
        _true.Add(left);
        _false.Add(right);
        _missingTrue.Add(missingTrue ? 1 : 0);
    }
}
