namespace Ingot.Core.Expressions;

/// <summary>A number as it stands.</summary>
/// <param name="Value">The number.</param>
/// <param name="Position">Where it stands.</param>
public sealed record NumberExpression(double Value, int Position) : Expression(Position);
