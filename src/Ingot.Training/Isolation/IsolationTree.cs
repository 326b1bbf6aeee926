using Ingot.Onnx.Learned;

namespace Ingot.Training.Isolation;

/// <summary>
/// Grows a tree that isolates rows: each node asks one feature, drawn from those whose values differ there, for a value drawn evenly from between their least and
/// greatest one, until a row is alone, all are the same, or the tree is as deep as a balanced one would be.
/// </summary>
/// <param name="rows">The features of each row of the tree's sample.</param>
/// <param name="features">The features that it may ask for.</param>
/// <param name="random">Its random choices.</param>
internal sealed class IsolationTree(double[][] rows, int[] features, RandomNumbers random)
{
    private readonly int _deepest = (int)Math.Ceiling(Math.Log2(Math.Max(2, rows.Length)));
    private readonly List<TreeNode> _nodes = [];
    private readonly List<double> _leaves = [];
    private readonly List<double> _covers = [];

    /// <summary>Grows it. Its leaves have the length of the way to them, with the usual way of as many rows as stand there together.</summary>
    public DecisionTree Grow()
    {
        _ = Grow([.. Enumerable.Range(0, rows.Length)], features, 0);
        return new DecisionTree(0, _nodes, [.. _leaves]) { LeafCovers = [.. _covers] };
    }

    private int Grow(int[] here, int[] candidates, int depth)
    {
        if (here.Length <= 1 || depth >= _deepest || Split(here, candidates) is not var (feature, threshold, differing))
        {
            _leaves.Add(depth + PathLength.Usual(here.Length));
            _covers.Add(here.Length);
            return ~(_leaves.Count - 1);
        }

        var node = _nodes.Count;
        _nodes.Add(new TreeNode(feature, threshold, null, false, 0, 0));
        var left = Grow(Array.FindAll(here, r => rows[r][feature] <= threshold), differing, depth + 1);
        var right = Grow(Array.FindAll(here, r => !(rows[r][feature] <= threshold)), differing, depth + 1);
        _nodes[node] = _nodes[node] with { Left = left, Right = right };
        return node;
    }

    /// <summary>A feature and a value to ask for; null where all rows are the same. With them go the features that are not known to be the same below too.</summary>
    private (int Feature, double Threshold, int[] Differing)? Split(int[] here, int[] candidates)
    {
        var left = candidates.ToList();
        while (left.Count > 0)
        {
            var place = random.Below(left.Count);
            var feature = left[place];
            var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var row in here)
            {
                var value = rows[row][feature];
                least = value < least ? value : least;
                greatest = value > greatest ? value : greatest;
            }

            if (least < greatest && double.IsFinite(least) && double.IsFinite(greatest))
            {
                var share = random.Share();
                var threshold = (least * (1 - share)) + (greatest * share);
                return (feature, threshold >= least && threshold < greatest ? threshold : least, left.Count == candidates.Length ? candidates : [.. left]);
            }

            left.RemoveAt(place);
        }

        return null;
    }
}
