namespace Ingot.Core.Profiles;

/// <summary>What the columns of the training and the reference rows look like.</summary>
/// <param name="Training">The training rows.</param>
/// <param name="Reference">The reference rows.</param>
public sealed record DataProfile(TableProfile Training, TableProfile Reference);
