using Ingot.Data;

namespace Ingot.Monitoring.Windows;

/// <summary>A column of a window.</summary>
/// <param name="Name">Its name, as the model has it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Role">What it is.</param>
public sealed record WindowColumn(string Name, WindowColumnKind Kind, WindowColumnRole Role)
{
    /// <summary>Whether the log holds a hash instead of each value: nothing but how often values are equal can be said of it.</summary>
    public bool IsHashed { get; init; }

    /// <summary>Columns of numbers that say what the texts of this one are like, in whose place they can be streamed.</summary>
    public IReadOnlyList<WindowColumn> TextShapes => [.. TextShape.Of(Name, Sql).Select(s => new WindowColumn(s.Name, WindowColumnKind.Number, Role) { Sql = s.Sql })];

    /// <summary>What the column is called in the window's queries.</summary>
    internal string Sql { get; init; } = string.Empty;
}
