namespace Ingot.Search.Spaces;

/// <summary>Something that is searched for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Domain">What values it may have.</param>
public sealed record SearchParameter(string Name, ParameterDomain Domain)
{
    /// <summary>When it exists; all of them must hold. Default empty: always.</summary>
    public IReadOnlyList<ParameterCondition> Conditions { get; init; } = [];
}
