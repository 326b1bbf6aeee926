namespace Ingot.Search.Spaces;

/// <summary>What values a parameter may have: a <see cref="NumberDomain"/> or a <see cref="ChoiceDomain"/>.</summary>
public abstract record ParameterDomain
{
    /// <summary>How many values there are; infinite for numbers that are not whole.</summary>
    public abstract double Count { get; }

    /// <summary>As the project would write a value.</summary>
    /// <param name="value">A number, or of choices the place of one, from 0.</param>
    public abstract string Text(double value);

    /// <summary>Reads what <see cref="Text"/> writes.</summary>
    /// <returns>Null when the text is no value of the domain.</returns>
    public abstract double? Read(string text);

    /// <summary>The value at a share of the domain: 0 is the first, 1 the last.</summary>
    /// <param name="share">From 0 to 1; uniform shares give uniform values, of logarithmic domains uniform logarithms.</param>
    internal abstract double At(double share);

    /// <summary>Some values spread over the domain, the first and the last among them.</summary>
    /// <param name="count">How many numbers at most, 2 or more; of choices all are taken.</param>
    internal abstract IReadOnlyList<double> Levels(int count);
}
