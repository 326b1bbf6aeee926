using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>A part of the reference data that is evaluated by itself: a <c>Slice</c> item.</summary>
/// <remarks>
/// Values are written as in the data: numbers in their shortest form (<c>senior_citizen=1</c>), booleans as <c>true</c>
/// and <c>false</c>, dates as days (<c>2026-01-31</c>); <c>column=</c> with nothing behind it is the slice of the rows
/// whose value is missing or an empty text, which are the same to a model. A column of more than 50 values is sliced by
/// conditions or by single values. A gate may also name a <c>column=value</c> for which there is no item.
/// </remarks>
/// <param name="Name">
/// <c>column</c> (one slice for each of its values), <c>column=value</c>, or any name together with <paramref name="Where"/>.
/// </param>
/// <param name="Where">
/// An SQL condition over the reference data's columns (metadata <c>Where</c>), or null. Rows for which it is unknown
/// (SQL's NULL) are not in the slice.
/// </param>
/// <param name="Location">Where the item stands.</param>
public sealed record SliceSpec(string Name, string? Where, SourceLocation Location);
