namespace Ingot.Search.Spaces;

/// <summary>When a parameter exists: when another one has one of some values.</summary>
/// <param name="Parameter">The name of the other one, which has choices.</param>
/// <param name="Values">The choices with which it exists.</param>
public sealed record ParameterCondition(string Parameter, IReadOnlyList<string> Values)
{
    /// <summary>As a project writes it.</summary>
    public override string ToString() => $"{Parameter}={string.Join('|', Values)}";
}
