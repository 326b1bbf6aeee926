using Ingot.Core.Diagnostics;

namespace Ingot.Core.Behaviour;

/// <summary>A law about what a model does, beyond a metric: an item such as <c>InvarianceTest</c>.</summary>
/// <param name="Name">What the item includes: a column, a file, or a name.</param>
/// <param name="Location">Where the item stands.</param>
public abstract record BehaviourTest(string Name, SourceLocation Location)
{
    /// <summary>The item's type, such as <c>InvarianceTest</c>.</summary>
    public string Kind => GetType().Name;

    /// <summary>How verdicts and files name it: <c>InvarianceTest gender</c>.</summary>
    public string Title => $"{Kind} {Name}";
}
