using Ingot.Core.Diagnostics;

namespace Ingot.Core.Behaviour;

/// <summary>A test that compares with further models, the rivals, which the Challenge stage trains.</summary>
/// <param name="Name">What the item includes.</param>
/// <param name="Location">Where the item stands.</param>
public abstract record ComparisonTest(string Name, SourceLocation Location) : BehaviourTest(Name, Location);
