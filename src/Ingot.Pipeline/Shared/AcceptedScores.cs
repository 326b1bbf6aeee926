using Ingot.Artifacts;
using Ingot.Core.Gates;

namespace Ingot.Pipeline.Shared;

/// <summary><c>&lt;Model&gt;.accepted.parquet</c>: the accepted model's scores, beside the accepted result.</summary>
internal static class AcceptedScores
{
    /// <summary>Whether the scores are those of this very result, or absent: then there is nothing to mistake.</summary>
    public static bool Agree(AcceptedResult accepted, string acceptedFile)
    {
        var scores = AcceptedInputs.ScoresOf(acceptedFile);
        return !File.Exists(scores) || ContentHash.OfFile(scores) == accepted.ScoresSha256;
    }
}
