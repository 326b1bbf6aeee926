using System.Collections.Immutable;

namespace Ingot.Serving.Monitoring;

/// <summary>What is known of production, for the page and the metrics: whoever measures it puts it here.</summary>
public sealed class MonitorBoard
{
    private ImmutableDictionary<(string Package, string Channel), MonitoredWindow> _windows = ImmutableDictionary<(string, string), MonitoredWindow>.Empty;

    /// <summary>The last looks, by package and channel.</summary>
    public IReadOnlyList<MonitoredWindow> Windows =>
        [.. Volatile.Read(ref _windows).Values.OrderBy(w => w.Package, StringComparer.Ordinal).ThenBy(w => w.Channel, StringComparer.Ordinal)];

    /// <summary>The last look at a package's channel; null: there was none.</summary>
    /// <param name="package">The package's id, in any case.</param>
    /// <param name="channel">The channel; null: none.</param>
    public MonitoredWindow? Find(string package, string? channel) => Volatile.Read(ref _windows).GetValueOrDefault(Key(package, channel));

    /// <summary>Puts a look on the board, in the place of the one before.</summary>
    /// <param name="window">The look.</param>
    public void Put(MonitoredWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        ImmutableInterlocked.AddOrUpdate(ref _windows, Key(window.Package, window.Channel), window, (_, _) => window);
    }

    /// <summary>Takes away what is no longer served.</summary>
    /// <param name="served">Packages and channels that are.</param>
    public void Keep(IEnumerable<(string Package, string? Channel)> served)
    {
        var keys = served.Select(s => Key(s.Package, s.Channel)).ToHashSet();
        ImmutableInterlocked.Update(ref _windows, w => w.RemoveRange(w.Keys.Where(k => !keys.Contains(k))));
    }

    private static (string Package, string Channel) Key(string package, string? channel)
    {
        ArgumentNullException.ThrowIfNull(package);
        return (package.ToUpperInvariant(), channel ?? string.Empty);
    }
}
