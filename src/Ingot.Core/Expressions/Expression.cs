namespace Ingot.Core.Expressions;

/// <summary>A part of an expression over the columns of a row.</summary>
/// <param name="Position">Where it stands in the text, from 0.</param>
public abstract record Expression(int Position);
