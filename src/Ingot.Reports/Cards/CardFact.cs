namespace Ingot.Reports.Cards;

/// <summary>One line about where a model came from.</summary>
/// <param name="What">Such as <c>trainer</c>, or a file's name.</param>
/// <param name="Value">Such as <c>LightGbm</c>, or a file's SHA-256.</param>
public sealed record CardFact(string What, string Value);
