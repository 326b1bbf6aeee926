namespace Ingot.Core.Specs;

/// <summary>
/// From which properties and items of the project a member of <see cref="ModelSpec"/> comes. By it a test holds what stages declare to
/// what their code reads. A member without it tells a place for diagnostics, which is never a part of a key.
/// </summary>
/// <param name="names">
/// Properties such as <c>ModelSeed</c>, types of items such as <c>Gate</c>, one metadata of them as <c>Gate.Slice</c>, or <c>*</c> for all.
/// </param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FromProjectAttribute(params string[] names) : Attribute
{
    /// <summary>The properties and types of items.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
