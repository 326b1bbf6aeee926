namespace Ingot.Core.Expressions;

/// <summary>A text as it stands, to compare a column with.</summary>
/// <param name="Value">The text; beside a date one in ISO 8601.</param>
/// <param name="Position">Where it stands.</param>
public sealed record TextExpression(string Value, int Position) : Expression(Position);
