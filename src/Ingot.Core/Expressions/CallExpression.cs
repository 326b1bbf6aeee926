namespace Ingot.Core.Expressions;

/// <summary>A function of other parts; an operator is the function of its name, such as <c>+</c>, and <c>-</c> of one part is <c>negate</c>.</summary>
/// <param name="Function">The name, in small letters.</param>
/// <param name="Arguments">The parts.</param>
/// <param name="Position">Where the operator, or the function's name, stands.</param>
public sealed record CallExpression(string Function, IReadOnlyList<Expression> Arguments, int Position) : Expression(Position);
