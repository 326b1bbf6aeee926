using Ingot.Artifacts;

namespace Ingot.Jobs.Batches;

/// <summary>What <c>batch.json</c> says: it is written once, whole, before any work begins.</summary>
/// <param name="FormatVersion">The form of the file.</param>
/// <param name="Root">The folder in which units run, relative to the batch's own.</param>
/// <param name="MaxAttempts">How often a unit may begin.</param>
/// <param name="Units">The units.</param>
/// <param name="Mark">Tells it from every other batch of the same units: two clones of a repository ask the same scheduler, which knows jobs by their names.</param>
public sealed record BatchContent(int FormatVersion, string Root, int MaxAttempts, IReadOnlyList<WorkUnit> Units, string Mark = "")
{
    private const int MarkLetters = 8;

    /// <summary>A mark that no other batch has.</summary>
    public static string NewMark => Guid.NewGuid().ToString("N")[..MarkLetters];

    /// <summary>The name of a batch: the same units have the same.</summary>
    public string Key => ContentHash.OfText(Core.JsonFormat.Write(Units))[..16];
}
