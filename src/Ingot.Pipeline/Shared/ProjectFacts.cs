using Ingot.Artifacts.Stages;
using Ingot.Core.Specs;

namespace Ingot.Pipeline.Shared;

/// <summary>What the tasks handed over, for the conditions of <see cref="StageConditions"/>.</summary>
/// <param name="document">What they handed over.</param>
internal sealed class ProjectFacts(ProjectDocument document) : IProjectFacts
{
    /// <inheritdoc />
    public string this[string property] => document.Get(property) ?? string.Empty;

    /// <inheritdoc />
    public IEnumerable<IProjectFact> OfType(string itemType) => document.OfType(itemType).Select(i => new Fact(i));

    private sealed class Fact(ProjectItem item) : IProjectFact
    {
        public string Include => item.Include;

        public string Metadata(string name) => item.Get(name) ?? string.Empty;
    }
}
