namespace Ingot.Pipeline.Shared;

/// <summary>One slice of the reference data and its rows.</summary>
/// <param name="Name">Such as <c>contract=Two year</c>.</param>
/// <param name="Rows">Indexes of its rows, ascending.</param>
internal sealed record SliceRows(string Name, int[] Rows);
