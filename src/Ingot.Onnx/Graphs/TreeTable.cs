using Ingot.Onnx.Learned;

namespace Ingot.Onnx.Graphs;

/// <summary>The parallel arrays that <c>TreeEnsembleRegressor</c> describes its trees with.</summary>
internal sealed class TreeTable
{
    // LightGBM's kZeroThreshold.
    private const double Zero = 1e-35;

    private readonly List<long> _tree = [];
    private readonly List<long> _node = [];
    private readonly List<long> _feature = [];
    private readonly List<double> _value = [];
    private readonly List<string> _mode = [];
    private readonly List<long> _true = [];
    private readonly List<long> _false = [];
    private readonly List<long> _missingTrue = [];
    private readonly List<long> _targetTree = [];
    private readonly List<long> _targetNode = [];
    private readonly List<long> _targetId = [];
    private readonly List<double> _weight = [];
    private int _next;

    public int Trees { get; private set; }

    public void Add(DecisionTree tree)
    {
        _next = 0;
        AddChild(tree, 0);
        Trees++;
    }

    public (string Name, object Value)[] Attributes(int outputs) =>
    [
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

    private long AddChild(DecisionTree tree, int index)
    {
        if (index < 0)
        {
            var leaf = Reserve(0, 0, "LEAF", missingTrue: false);
            _targetTree.Add(Trees);
            _targetNode.Add(_node[leaf]);
            _targetId.Add(tree.Output);
            _weight.Add(tree.Leaves[~index]);
            return _node[leaf];
        }

        var node = tree.Nodes[index];
        return node.Categories is { Length: > 0 } categories ? AddCategorical(tree, node, categories)
            : node.ZeroIsMissing ? AddZeroAsMissing(tree, node)
            : AddSplit(tree, node, "BRANCH_LEQ", node.Threshold, node.MissingGoesLeft, node.Left, node.Right);
    }

    private long AddSplit(DecisionTree tree, TreeNode node, string mode, double value, bool missingTrue, int left, int right)
    {
        var at = Reserve(node.Feature, value, mode, missingTrue);
        _true[at] = AddChild(tree, left);
        _false[at] = AddChild(tree, right);
        return _node[at];
    }

    /// <summary>A chain of equality tests; all their "yes" lead to one and the same left subtree.</summary>
    private long AddCategorical(DecisionTree tree, TreeNode node, int[] categories)
    {
        var chain = Array.ConvertAll(categories, c => Reserve(node.Feature, c, "BRANCH_EQ", missingTrue: false));
        var left = AddChild(tree, node.Left);
        var right = AddChild(tree, node.Right);
        for (var i = 0; i < chain.Length; i++)
        {
            _true[chain[i]] = left;
            _false[chain[i]] = i + 1 < chain.Length ? _node[chain[i + 1]] : right;
        }

        return _node[chain[0]];
    }

    /// <summary>x at most -zero: by the threshold; then x at most zero or missing: the default way; then by the threshold.</summary>
    private long AddZeroAsMissing(DecisionTree tree, TreeNode node)
    {
        var missing = node.MissingGoesLeft ? node.Left : node.Right;
        var outer = Reserve(node.Feature, -Zero, "BRANCH_LT", missingTrue: false);
        _true[outer] = AddSplit(tree, node, "BRANCH_LEQ", node.Threshold, missingTrue: false, node.Left, node.Right);
        var inner = Reserve(node.Feature, Zero, "BRANCH_LEQ", missingTrue: true);
        _false[outer] = _node[inner];
        _true[inner] = AddChild(tree, missing);
        _false[inner] = AddSplit(tree, node, "BRANCH_LEQ", node.Threshold, missingTrue: false, node.Left, node.Right);
        return _node[outer];
    }

    private int Reserve(int feature, double value, string mode, bool missingTrue)
    {
        _tree.Add(Trees);
        _node.Add(_next++);
        _feature.Add(feature);
        _value.Add(value);
        _mode.Add(mode);
        _true.Add(0);
        _false.Add(0);
        _missingTrue.Add(missingTrue ? 1 : 0);
        return _tree.Count - 1;
    }
}
