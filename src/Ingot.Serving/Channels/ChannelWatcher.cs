using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ingot.Core.Diagnostics;
using Ingot.Serving.Models;
using Ingot.Serving.Telemetry;
using Ingot.Serving.Traffic;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Channels;

/// <summary>
/// Keeps the registry as the channel files say. Files are looked at in intervals, since not every file system tells of changes, and at
/// once where it does. A file that is gone changes nothing: version control takes files away and brings them back. Each model is looked at by
/// itself: one that does not load keeps no other from its change.
/// </summary>
internal sealed class ChannelWatcher : BackgroundService
{
    // A model that was refused for what it is will hardly be another one in the next interval, and trying it takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ServingOptions _options;
    private readonly ModelRegistry _registry;
    private readonly ModelLoader _loader;
    private readonly TimeProvider _time;
    private readonly ILogger<ChannelWatcher> _logger;
    private readonly ConcurrentDictionary<(string File, ModelRole Role), string> _applied = [];
    private readonly ConcurrentDictionary<(string File, ModelRole Role), (string State, DateTimeOffset Until)> _refused = [];
    private readonly NamedLocks _models = new();
    private readonly SemaphoreSlim _changed = new(0, 1);

    public ChannelWatcher(IOptions<ServingOptions> options, ModelRegistry registry, ModelLoader loader, TimeProvider time, ILogger<ChannelWatcher> logger)
    {
        _options = options.Value;
        _registry = registry;
        _loader = loader;
        _time = time;
        _logger = logger;
    }

    private (string? Channel, ModelRole Role)[] Roles =>
        [(_options.Channel, ModelRole.Serving), (_options.Canary.Channel, ModelRole.Canary), (_options.ShadowChannel, ModelRole.Shadow)];

    /// <summary>Whether all models have been loaded once.</summary>
    public bool HasLoaded { get; private set; }

    /// <summary>Loads everything; a server that cannot serve what it should does not start.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            _options.Packages, cancellationToken, async (p, cancellation) => await _loader.ApplyAsync(ChannelEntry.Named(p), ModelRole.Serving, cancellation));

        if (_options.Channel is { } channel)
        {
            if (Files(channel).Count == 0)
            {
                throw new IngotException(ServeDiagnostics.NothingToServe.At(
                    new SourceLocation(Path.Combine(_options.ChannelsFolder, channel)),
                    $"The channel '{channel}' has no file, so there is no model to serve. Promote a package to it (dotnet ingot promote), or correct the folder of the channels."));
            }
        }
        else if (_options.Packages.Count == 0)
        {
            throw new IngotException(ServeDiagnostics.NothingToServe.At(
                SourceLocation.None, $"Neither a channel nor a package is named, so there is no model to serve. Name a channel, or a package as Id@version."));
        }

        await Parallel.ForEachAsync(
            Models(), cancellationToken, async (m, cancellation) => await ApplyModelAsync(m, failFirst: true, cancellation));
        HasLoaded = true;
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Looks at all channel files now.</summary>
    public Task RefreshAsync(CancellationToken cancellation) => Task.WhenAll(Models().Select(m => RefreshAsync(m, cancellation)));

    /// <summary>Looks at the channel files of one model now.</summary>
    public async Task RefreshAsync(string package, CancellationToken cancellation)
    {
        using var held = await _models.EnterAsync(package, cancellation);
        await ApplyModelAsync(package, failFirst: false, cancellation);
    }

    /// <summary>Loads what the channel, or the option of a package without one, says of one model, even when it was unloaded on request.</summary>
    public async Task ReloadAsync(string package, CancellationToken cancellation)
    {
        using var held = await _models.EnterAsync(package, cancellation);
        if (_options.Packages.Select(ChannelEntry.Named).FirstOrDefault(p => p.Package.Equals(package, StringComparison.OrdinalIgnoreCase)) is { } named
            && (_options.Channel is not { } serving || FileOf(serving, package) is null))
        {
            await _loader.ApplyAsync(named, ModelRole.Serving, cancellation);
        }

        foreach (var (channel, role) in Roles)
        {
            var file = channel is null ? null : FileOf(channel, package);
            if (file is not null && role == ModelRole.Serving)
            {
                await _loader.ApplyAsync(ChannelEntry.Read(file), role, cancellation);
            }
            else if (file is not null)
            {
                // Unloading ended the trial, which begins again.
                _applied.TryRemove((file, role), out _);
                _refused.TryRemove((file, role), out _);
                await ApplyAsync(file, role, failFirst: false, cancellation);
            }
        }
    }

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watcher = Watch();
        var under = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            using var interval = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var timer = Task.Delay(_options.ChannelInterval, _time, interval.Token);
            await Task.WhenAny(timer, _changed.WaitAsync(interval.Token));
            await interval.CancelAsync();
            if (!stoppingToken.IsCancellationRequested)
            {
                under.RemoveAll(t => t.IsCompleted);
                under.AddRange(Models().Select(m => ApplyUnlessBusyAsync(m, stoppingToken)));
            }
        }

        await Task.WhenAll(under);
    }

    private FileSystemWatcher? Watch()
    {
        if (!Directory.Exists(_options.ChannelsFolder))
        {
            return null;
        }

        var watcher = new FileSystemWatcher(_options.ChannelsFolder, "*.json") { IncludeSubdirectories = true };
        watcher.Changed += Signal;
        watcher.Created += Signal;
        watcher.Renamed += Signal;
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private void Signal(object sender, FileSystemEventArgs e)
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is known already that something changed.
        }
        catch (ObjectDisposedException)
        {
            // The server ends.
        }
    }

    private string? FileOf(string channel, string package) =>
        Files(channel).FirstOrDefault(f => Path.GetFileNameWithoutExtension(f).Equals(package, StringComparison.OrdinalIgnoreCase));

    private IReadOnlyList<string> Files(string channel)
    {
        var folder = Path.Combine(_options.ChannelsFolder, channel);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>The models of which a channel has a file.</summary>
    private IReadOnlyList<string> Models() =>
    [
        .. Roles.SelectMany(r => r.Channel is null ? [] : Files(r.Channel)).Select(f => Path.GetFileNameWithoutExtension(f)).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    // What is under way is looked at again in the next interval.
    private async Task ApplyUnlessBusyAsync(string package, CancellationToken cancellation)
    {
        using var held = _models.TryEnter(package);
        if (held is not null)
        {
            await ApplyModelAsync(package, failFirst: false, cancellation);
        }
    }

    private async Task ApplyModelAsync(string package, bool failFirst, CancellationToken cancellation)
    {
        foreach (var (channel, role) in Roles)
        {
            foreach (var file in channel is null ? [] : Files(channel).Where(f => Path.GetFileNameWithoutExtension(f).Equals(package, StringComparison.OrdinalIgnoreCase)))
            {
                await ApplyAsync(file, role, failFirst, cancellation);
            }
        }
    }

    private async Task ApplyAsync(string file, ModelRole role, bool failFirst, CancellationToken cancellation)
    {
        string? state = null;
        try
        {
            var content = await File.ReadAllBytesAsync(file, cancellation);
            state = Convert.ToHexString(SHA256.HashData(content));
            if (role == ModelRole.Serving && _applied.GetValueOrDefault((file, role)) == state)
            {
                return;
            }

            var entry = ChannelEntry.Read(file);
            if (role != ModelRole.Serving)
            {
                // A trial depends on what it is a trial against.
                state += " " + _registry.Find(entry.Package)?.Serving?.ContentHash;
                if (_applied.GetValueOrDefault((file, role)) == state)
                {
                    return;
                }
            }

            if (_refused.TryGetValue((file, role), out var refused) && refused.State == state && _time.GetUtcNow() < refused.Until)
            {
                return;
            }

            await _loader.ApplyAsync(entry, role, cancellation);
            _applied[(file, role)] = state;
        }
        catch (IngotException e) when (!failFirst)
        {
            // Feeds come and go: it is tried again in the next pass, and said once for each content.
            if (_applied.GetValueOrDefault((file, role)) != "failed " + state)
            {
                _applied[(file, role)] = "failed " + state;
                _logger.Report(e.Diagnostic);
            }

            if (state is not null && ModelLoader.IsOfTheModel(e.Diagnostic))
            {
                _refused[(file, role)] = (state, _time.GetUtcNow() + Patience);
            }
        }
        catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && !failFirst)
        {
            // The file is being replaced this moment.
            _logger.LogUnreadable(e, file);
        }
#pragma warning disable CA1031 // A source of packages that an application brought may throw what it likes: what serves goes on serving.
        catch (Exception e) when (!failFirst && !cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _logger.LogUnfollowed(e, file);
        }
    }
}
