namespace Ingot.Monitoring.Windows;

/// <summary>How the values of a column are handed out.</summary>
public enum WindowColumnKind
{
    /// <summary>As numbers.</summary>
    Number,

    /// <summary>As numbers: microseconds since 1970.</summary>
    Date,

    /// <summary>As the texts <c>true</c> and <c>false</c>.</summary>
    Boolean,

    /// <summary>As texts.</summary>
    Text,
}
