namespace Ingot.Search.Spaces;

/// <summary>One of a few words.</summary>
/// <param name="Choices">The words, in the order in which they were written; one or more, no two the same.</param>
public sealed record ChoiceDomain(IReadOnlyList<string> Choices) : ParameterDomain
{
    /// <inheritdoc/>
    public override double Count => Choices.Count;

    /// <inheritdoc/>
    public override string Text(double value) => Choices[(int)value];

    /// <inheritdoc/>
    public override double? Read(string text)
    {
        for (var i = 0; i < Choices.Count; i++)
        {
            if (string.Equals(Choices[i], text, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return null;
    }

    internal override double At(double share) => Math.Min(Math.Floor(share * Choices.Count), Choices.Count - 1);

    internal override IReadOnlyList<double> Levels(int count) => [.. Enumerable.Range(0, Choices.Count).Select(i => (double)i)];
}
