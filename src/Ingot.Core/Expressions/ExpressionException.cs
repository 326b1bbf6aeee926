namespace Ingot.Core.Expressions;

/// <summary>An expression cannot be read, or does not fit the columns.</summary>
#pragma warning disable CA1032 // It is never without a place.
public sealed class ExpressionException : Exception
#pragma warning restore CA1032
{
    /// <summary>Makes one.</summary>
    /// <param name="position">Where in the text, from 0.</param>
    /// <param name="message">What was found and what was expected, as a sentence.</param>
    public ExpressionException(int position, string message)
        : base(message) => Position = position;

    /// <summary>Where in the text, from 0.</summary>
    public int Position { get; }
}
