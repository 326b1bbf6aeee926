using Ingot.Core.Diagnostics;

namespace Ingot.Core.Behaviour;

/// <summary>A test that needs further models to compare with, which the Challenge stage trains.</summary>
/// <param name="Name">What the item includes.</param>
/// <param name="Location">Where the item stands.</param>
public abstract record RivalTest(string Name, SourceLocation Location) : BehaviourTest(Name, Location);
