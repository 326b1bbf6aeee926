using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Core.Behaviour;

/// <summary>
/// What the model must say of rows that people know: of a file, or of one that stands in the item. Features that are not
/// given are missing, as they are in an application that does not set them.
/// </summary>
/// <param name="Name">A file as messages name it, or the row's name.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record ExpectedPrediction(string Name, SourceLocation Location) : BehaviourTest(Name, Location)
{
    /// <summary>The default of <see cref="Tolerance"/>.</summary>
    public const double DefaultTolerance = 0.01;

    /// <summary>
    /// The file: features by their names, and at least one of <c>expected_label</c> (or the label's own name),
    /// <c>expected_probability</c> and <c>expected_value</c>; null when the row stands in the item.
    /// </summary>
    public DataSource? File { get; init; }

    /// <summary>Metadata <c>Values</c>: the row as <c>column=value</c>, separated by semicolons.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Values { get; init; } = [];

    /// <summary>Metadata <c>ExpectedLabel</c>: the class that must be predicted; null when any may.</summary>
    public string? Label { get; init; }

    /// <summary>Metadata <c>Min</c>: the least probability, or value of a regression; null when any is right.</summary>
    public double? Min { get; init; }

    /// <summary>Metadata <c>Max</c>: the greatest; null when any is right.</summary>
    public double? Max { get; init; }

    /// <summary>Metadata <c>Class</c>: whose probability; null: the positive class.</summary>
    public string? Class { get; init; }

    /// <summary>
    /// Metadata <c>Tolerance</c>: how far a probability may be from the one that the file expects, and a value as a share of
    /// the expected one. Default 0.01.
    /// </summary>
    public double Tolerance { get; init; } = DefaultTolerance;
}
