namespace Ingot.Packaging.Cards;

/// <summary>One slice that a search looked at.</summary>
/// <param name="Slice">Its conditions, such as <c>contract=Two year</c>.</param>
/// <param name="Rows">Number of its rows.</param>
/// <param name="Value">The metric on them.</param>
/// <param name="Rest">The metric on all others.</param>
/// <param name="Difference">How much worse the slice is: positive is worse, whichever way the metric goes.</param>
/// <param name="Low">Lower end of the difference's 95 % interval; null when there is none.</param>
/// <param name="High">Upper end.</param>
/// <param name="PValue">Of what would be seen were the slice no worse.</param>
/// <param name="AdjustedPValue">The same corrected for the number of slices.</param>
/// <param name="Weak">Whether the slice is worse by more than chance.</param>
public sealed record SliceFinding(
    string Slice, long Rows, double? Value, double? Rest, double? Difference, double? Low, double? High, double? PValue, double? AdjustedPValue, bool Weak);
