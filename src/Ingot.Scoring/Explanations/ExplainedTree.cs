namespace Ingot.Scoring.Explanations;

/// <summary>One tree as TreeSHAP walks it. A child below 0 is leaf <c>~child</c>.</summary>
internal sealed class ExplainedTree
{
    /// <summary>The output that its leaf values are added to.</summary>
    public required int Output { get; init; }

    /// <summary>The feature that a node looks at.</summary>
    public required int[] Feature { get; init; }

    /// <summary>The column of the trees' input that a numeric node looks at.</summary>
    public required int[] Column { get; init; }

    /// <summary>Goes left when the value is at most this one.</summary>
    public required double[] Threshold { get; init; }

    /// <summary>Whether NaN goes left.</summary>
    public required bool[] MissingLeft { get; init; }

    /// <summary>Of a categorical node the columns and values of which one must be equal to go left; null of a numeric one.</summary>
    public required (int Column, double Value)[]?[] Tests { get; init; }

    public required int[] Left { get; init; }

    public required int[] Right { get; init; }

    /// <summary>How many training rows came to each node.</summary>
    public required double[] Cover { get; init; }

    public required double[] LeafCover { get; init; }

    public required double[] LeafValue { get; init; }

    /// <summary>The most nodes on a way from the root to a leaf.</summary>
    public int Depth { get; private init; }

    /// <summary>The mean of its leaf values over the training rows.</summary>
    public double Expected { get; private init; }

    public double CoverOf(int child) => child >= 0 ? Cover[child] : LeafCover[~child];

    /// <summary>Where a row goes from a node.</summary>
    public bool GoesLeft(int node, ReadOnlySpan<double> row)
    {
        if (Tests[node] is { } tests)
        {
            foreach (var (column, value) in tests)
            {
                if (row[column] == value)
                {
                    return true;
                }
            }

            return false;
        }

        var x = row[Column[node]];
        return double.IsNaN(x) ? MissingLeft[node] : x <= Threshold[node];
    }

    /// <summary>The tree with what follows from its nodes.</summary>
    public ExplainedTree Finished()
    {
        var (depth, expected, all) = (0, 0.0, Cover[0]);
        var stack = new Stack<(int Node, int Depth)>([(0, 1)]);
        var seen = 0;
        while (stack.TryPop(out var next))
        {
            if (++seen > Feature.Length + LeafValue.Length)
            {
                throw new InvalidDataException("a tree of the ONNX file is no tree");
            }

            depth = Math.Max(depth, next.Depth);
            if (next.Node >= 0)
            {
                stack.Push((Right[next.Node], next.Depth + 1));
                if (Left[next.Node] != Right[next.Node])
                {
                    stack.Push((Left[next.Node], next.Depth + 1));
                }
            }
            else if (all > 0)
            {
                expected += LeafValue[~next.Node] * LeafCover[~next.Node] / all;
            }
        }

        return new ExplainedTree
        {
            Output = Output, Feature = Feature, Column = Column, Threshold = Threshold, MissingLeft = MissingLeft, Tests = Tests, Left = Left, Right = Right,
            Cover = Cover, LeafCover = LeafCover, LeafValue = LeafValue, Depth = depth, Expected = expected,
        };
    }
}
