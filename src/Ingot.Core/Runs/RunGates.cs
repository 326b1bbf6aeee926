using System.Globalization;

namespace Ingot.Core.Runs;

/// <summary>What the gates said of the model, as numbers of verdicts.</summary>
/// <param name="Passed">Passed.</param>
/// <param name="Failed">Failed.</param>
/// <param name="Inconclusive">The data could not decide.</param>
/// <param name="Skipped">Had nothing to be compared with.</param>
public sealed record RunGates(int Passed, int Failed, int Inconclusive, int Skipped)
{
    /// <summary>What people read: how many failed, else how many passed; a dash where the project has no gates.</summary>
    public string Words => Failed > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Failed} failed")
        : Passed + Inconclusive + Skipped is > 0 and var all ? string.Create(CultureInfo.InvariantCulture, $"{Passed} of {all} passed")
        : "–";
}
