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
/// once where it does. A file that is gone changes nothing: version control takes files away and brings them back.
/// </summary>
internal sealed class ChannelWatcher : BackgroundService
{
    private readonly ServingOptions _options;
    private readonly ModelRegistry _registry;
    private readonly ModelLoader _loader;
    private readonly TimeProvider _time;
    private readonly ILogger<ChannelWatcher> _logger;
    private readonly Dictionary<(string File, ModelRole Role), string> _applied = [];
    private readonly SemaphoreSlim _pass = new(1, 1);
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
        foreach (var package in _options.Packages)
        {
            await _loader.ApplyAsync(ChannelEntry.Named(package), ModelRole.Serving, cancellationToken);
        }

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

        await PassAsync(failFirst: true, cancellationToken);
        HasLoaded = true;
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Looks at all channel files now.</summary>
    public Task RefreshAsync(CancellationToken cancellation) => PassAsync(failFirst: false, cancellation);

    /// <summary>Loads what the channel, or the option of a package without one, says of one model, even when it was unloaded on request.</summary>
    public async Task ReloadAsync(string package, CancellationToken cancellation)
    {
        await _pass.WaitAsync(cancellation);
        try
        {
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
                    _applied.Remove((file, role));
                    await ApplyAsync(file, role, failFirst: false, cancellation);
                }
            }
        }
        finally
        {
            _pass.Release();
        }
    }

    public override void Dispose()
    {
        _pass.Dispose();
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watcher = Watch();
        while (!stoppingToken.IsCancellationRequested)
        {
            using var interval = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var timer = Task.Delay(_options.ChannelInterval, _time, interval.Token);
            await Task.WhenAny(timer, _changed.WaitAsync(interval.Token));
            await interval.CancelAsync();
            if (!stoppingToken.IsCancellationRequested)
            {
                await PassAsync(failFirst: false, stoppingToken);
            }
        }
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

    private async Task PassAsync(bool failFirst, CancellationToken cancellation)
    {
        await _pass.WaitAsync(cancellation);
        try
        {
            foreach (var (channel, role) in Roles)
            {
                foreach (var file in channel is null ? [] : Files(channel))
                {
                    await ApplyAsync(file, role, failFirst, cancellation);
                }
            }
        }
        finally
        {
            _pass.Release();
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
