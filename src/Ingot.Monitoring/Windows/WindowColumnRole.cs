namespace Ingot.Monitoring.Windows;

/// <summary>What a column of a window is.</summary>
public enum WindowColumnRole
{
    /// <summary>A feature of the model.</summary>
    Feature,

    /// <summary>An output of the model.</summary>
    Output,

    /// <summary>Neither: the schema has it for something else, or does not have it.</summary>
    Other,
}
