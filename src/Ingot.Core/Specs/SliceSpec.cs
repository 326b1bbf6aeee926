using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>A part of the reference data that is evaluated by itself: a <c>Slice</c> item, or the <c>Slice</c> of a gate.</summary>
/// <param name="Name">
/// <c>column</c> (one slice for each of its values), <c>column=value</c>, or any name together with <paramref name="Where"/>.
/// </param>
/// <param name="Where">An SQL condition over the reference data's columns (metadata <c>Where</c>), or null.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record SliceSpec(string Name, string? Where, SourceLocation Location);
