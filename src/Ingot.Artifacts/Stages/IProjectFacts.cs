namespace Ingot.Artifacts.Stages;

/// <summary>What a model project says, as both sides know it: MSBuild's tasks by its items, the worker by <c>project.json</c>.</summary>
public interface IProjectFacts
{
    /// <summary>A property's value; empty when it has none.</summary>
    /// <param name="property">Its name.</param>
    string this[string property] { get; }

    /// <summary>The items of a type, in the project's order.</summary>
    /// <param name="itemType">The type.</param>
    IEnumerable<IProjectFact> OfType(string itemType);
}
