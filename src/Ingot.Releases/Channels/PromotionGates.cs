using Ingot.Core.Gates;
using Ingot.Releases.Packages;

namespace Ingot.Releases.Channels;

/// <summary>What the gates say of a version that is to hold a channel.</summary>
/// <param name="Verdicts">What each gate found.</param>
/// <param name="ComparedWith">The version that they compared with; null: the package's own verdicts.</param>
/// <param name="Score">The ML Test Score; null when it is not known.</param>
public sealed record PromotionGates(IReadOnlyList<Verdict> Verdicts, string? ComparedWith, double? Score)
{
    /// <summary>The verdicts that the package carries.</summary>
    public static PromotionGates OfPackage(ModelPackage package) => new(package.Verdicts, null, null);
}
