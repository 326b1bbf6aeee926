namespace Ingot.Artifacts.Stages;

/// <summary>One item of a model project.</summary>
public interface IProjectFact
{
    /// <summary>What it includes, such as <c>AUC</c>.</summary>
    string Include { get; }

    /// <summary>A metadata's value; empty when it has none.</summary>
    /// <param name="name">The metadata's name.</param>
    string Metadata(string name);
}
