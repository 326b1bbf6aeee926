using Ingot.Core.Specs;

namespace Ingot.Core.Retraining;

/// <summary>What one trigger found.</summary>
/// <param name="Trigger">The trigger; null: a person, or the least time between two retrainings.</param>
/// <param name="IsFired">Whether it asks for a retraining.</param>
/// <param name="Finding">What was found, with its numbers.</param>
public sealed record RetrainTriggerFinding(RetrainTriggerKind? Trigger, bool IsFired, string Finding);
