namespace Ingot.Core.Expressions;

/// <summary>The value of a column.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Position">Where it stands.</param>
public sealed record ColumnExpression(string Name, int Position) : Expression(Position);
