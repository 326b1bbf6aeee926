namespace Ingot.Jobs.Batches;

/// <summary>Work that a machine does by itself: a verb of <c>dotnet ingot</c> that may be run again and comes to the same end.</summary>
/// <param name="Name">What people call it; unique in its batch.</param>
/// <param name="Arguments">The verb and what follows it. Paths are relative to the batch's root, so that they are the same on every machine.</param>
public sealed record WorkUnit(string Name, IReadOnlyList<string> Arguments);
