using Ingot.Artifacts;

namespace Ingot.Jobs.Batches;

/// <summary>What <c>batch.json</c> says: it is written once, whole, before any work begins.</summary>
/// <param name="FormatVersion">The form of the file.</param>
/// <param name="Root">The folder in which units run, relative to the batch's own.</param>
/// <param name="MaxAttempts">How often a unit may begin.</param>
/// <param name="Units">The units.</param>
public sealed record BatchContent(int FormatVersion, string Root, int MaxAttempts, IReadOnlyList<WorkUnit> Units)
{
    /// <summary>The name of a batch: the same units have the same.</summary>
    public string Key => ContentHash.OfText(Core.JsonFormat.Write(Units))[..16];
}
