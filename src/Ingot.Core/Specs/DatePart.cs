namespace Ingot.Core.Specs;

/// <summary>A part of a date that is a feature of its own: metadata <c>Parts</c>.</summary>
public enum DatePart
{
    /// <summary>The year.</summary>
    Year,

    /// <summary>The month, 1 to 12.</summary>
    Month,

    /// <summary>The day of the month, 1 to 31.</summary>
    Day,

    /// <summary>The day of the week, 1 on Mondays to 7 on Sundays.</summary>
    DayOfWeek,

    /// <summary>The hour, 0 to 23, in UTC.</summary>
    Hour,
}
