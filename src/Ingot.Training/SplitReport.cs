using System.Globalization;
using System.Text.Json.Serialization;

namespace Ingot.Training;

/// <summary>How the training rows were divided into those that are learned from and those held out for validation: a part of <c>report.json</c>.</summary>
/// <param name="Kind">Random, Group or Time.</param>
/// <param name="Why">What decided it.</param>
/// <param name="Training">The rows that the validation model learned from.</param>
/// <param name="Validation">The rows that were held out.</param>
public sealed record SplitReport(string Kind, string Why, RowsReport Training, RowsReport Validation)
{
    /// <summary>The column of groups or times; null: rows are divided at random.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Column { get; init; }

    /// <summary>How much time lies between, such as <c>7 d</c>; null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Gap { get; init; }

    /// <summary>How many rows lie in it: the validation model knew nothing of them.</summary>
    public int LeftOut { get; init; }

    /// <summary>A length of time, in the greatest unit that needs no fraction.</summary>
    internal static string Text(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerDay == 0 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays} d")
        : time.Ticks % TimeSpan.TicksPerHour == 0 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours} h")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes} min");
}
