namespace Ingot.Scoring.Explanations;

/// <summary>
/// Shapley values of a tree ensemble, exactly, in the form that follows the ways of the training rows where a feature is not known (S. M. Lundberg, G. Erion,
/// H. Chen et al., "From local explanations to global understanding with explainable AI for trees", Nature Machine Intelligence 2, 2020, algorithm 2 of
/// arXiv:1802.03888). It is what LightGBM calls <c>predict_contrib</c>.
/// </summary>
internal static class TreeShap
{
    /// <summary>Adds what each feature contributes to the value of a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="row">The trees' input.</param>
    /// <param name="contributions">One for each feature.</param>
    /// <param name="buffer">Room for the ways: as many as <see cref="RoomFor"/> says.</param>
    public static void Add(ExplainedTree tree, ReadOnlySpan<double> row, Span<double> contributions, Span<PathStep> buffer) =>
        Walk(tree, row, contributions, buffer, 0, new Way(0, 1, 1, -1));

    /// <summary>How much room a tree's ways need.</summary>
    public static int RoomFor(ExplainedTree tree) => (tree.Depth + 2) * (tree.Depth + 3) / 2;

    private readonly record struct Way(int Depth, double Zero, double One, int Feature);

    private static void Walk(ExplainedTree tree, ReadOnlySpan<double> row, Span<double> contributions, Span<PathStep> path, int node, Way way)
    {
        // A node whose both sides are one and the same asks for nothing.
        while (node >= 0 && tree.Left[node] == tree.Right[node])
        {
            node = tree.Left[node];
        }

        Extend(path, way);
        var depth = way.Depth;
        if (node < 0)
        {
            for (var i = 1; i <= depth; i++)
            {
                var step = path[i];
                contributions[step.Feature] += UnwoundSum(path, depth, i) * (step.One - step.Zero) * tree.LeafValue[~node];
            }

            return;
        }

        var goesLeft = tree.GoesLeft(node, row);
        var (hot, cold) = goesLeft ? (tree.Left[node], tree.Right[node]) : (tree.Right[node], tree.Left[node]);
        var (zero, one) = (1.0, 1.0);
        for (var i = 1; i <= depth; i++)
        {
            if (path[i].Feature == tree.Feature[node])
            {
                (zero, one) = (path[i].Zero, path[i].One);
                Unwind(path, depth, i);
                depth--;
                break;
            }
        }

        // Each way below has a copy of its own, behind this one.
        var next = path[(way.Depth + 1)..];
        var (hotShare, coldShare) = (tree.CoverOf(hot) / tree.Cover[node], tree.CoverOf(cold) / tree.Cover[node]);
        if (tree.Cover[node] == 0)
        {
            (hotShare, coldShare) = (1, 0);
        }

        path[..(depth + 1)].CopyTo(next);
        Walk(tree, row, contributions, next, hot, new Way(depth + 1, hotShare * zero, one, tree.Feature[node]));
        if (coldShare * zero > 0)
        {
            path[..(depth + 1)].CopyTo(next);
            Walk(tree, row, contributions, next, cold, new Way(depth + 1, coldShare * zero, 0, tree.Feature[node]));
        }
    }

    private static void Extend(Span<PathStep> path, Way way)
    {
        var depth = way.Depth;
        path[depth] = new PathStep(way.Feature, way.Zero, way.One, depth == 0 ? 1 : 0);
        for (var i = depth - 1; i >= 0; i--)
        {
            path[i + 1].Weight += way.One * path[i].Weight * (i + 1) / (depth + 1);
            path[i].Weight = way.Zero * path[i].Weight * (depth - i) / (depth + 1);
        }
    }

    private static void Unwind(Span<PathStep> path, int depth, int index)
    {
        var (zero, one, next) = (path[index].Zero, path[index].One, path[depth].Weight);
        for (var i = depth - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var weight = path[i].Weight;
                path[i].Weight = next * (depth + 1) / ((i + 1) * one);
                next = weight - (path[i].Weight * zero * (depth - i) / (depth + 1));
            }
            else
            {
                path[i].Weight = path[i].Weight * (depth + 1) / (zero * (depth - i));
            }
        }

        for (var i = index; i < depth; i++)
        {
            path[i] = path[i + 1] with { Weight = path[i].Weight };
        }
    }

    private static double UnwoundSum(Span<PathStep> path, int depth, int index)
    {
        var (zero, one, next, total) = (path[index].Zero, path[index].One, path[depth].Weight, 0.0);
        for (var i = depth - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var weight = next * (depth + 1) / ((i + 1) * one);
                total += weight;
                next = path[i].Weight - (weight * zero * (depth - i) / (depth + 1));
            }
            else if (zero != 0)
            {
                total += path[i].Weight / zero / ((double)(depth - i) / (depth + 1));
            }
        }

        return total;
    }
}
