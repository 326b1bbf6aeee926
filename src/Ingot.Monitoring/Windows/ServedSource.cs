using Ingot.Core.Diagnostics;

namespace Ingot.Monitoring.Windows;

/// <summary>Where what was served is kept: Ingot's own log, a database, or a table that something else writes.</summary>
public abstract class ServedSource
{
    /// <summary>What it is, as messages name it; without anything secret.</summary>
    public abstract string Name { get; }

    /// <summary>Finds, or makes, the files that hold a window.</summary>
    /// <param name="query">The window.</param>
    /// <param name="now">The time: rows that claim to be from later are found too.</param>
    /// <exception cref="IngotException">INGOT8021: the source is not there, or refuses.</exception>
    public abstract ServedFiles Find(WindowQuery query, DateTimeOffset now);
}
