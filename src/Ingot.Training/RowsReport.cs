using System.Text.Json.Serialization;

namespace Ingot.Training;

/// <summary>What some training rows are: a part of <c>report.json</c> and <c>folds.json</c>.</summary>
/// <param name="Rows">How many.</param>
public sealed record RowsReport(int Rows)
{
    /// <summary>Of how many groups; null: rows are not divided by groups.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Groups { get; init; }

    /// <summary>The oldest one's time; null: rows are not divided by time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? From { get; init; }

    /// <summary>The newest one's time; null: rows are not divided by time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? To { get; init; }

    /// <summary>How many of each class, in the order of the model's classes; null: there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Classes { get; init; }
}
