using System.Collections.Frozen;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Channels;
using Ingot.Releases.Models;
using Ingot.Releases.Validation;
using Ingot.Serving.Models;
using Ingot.Serving.Telemetry;
using Ingot.Serving.Traffic;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NuGet.Versioning;

namespace Ingot.Serving.Channels;

/// <summary>
/// Brings the registry into the state that channels and requests ask for. One change of a model is made at a time; the loading of one model
/// keeps nobody from another.
/// </summary>
internal sealed class ModelLoader(
    IOptions<ServingOptions> options,
    ModelRegistry registry,
    IModelPackages packages,
    IModelTrial trial,
    ServingMetrics metrics,
    ILogger<ModelLoader> logger)
{
    private static readonly FrozenSet<string> Refusals = FrozenSet.ToFrozenSet(
    [
        ServeDiagnostics.UnusableModel.Code,
        InfrastructureDiagnostics.OnnxUnreadable.Code,
        InfrastructureDiagnostics.OnnxExternalData.Code,
        InfrastructureDiagnostics.OnnxForeignOperator.Code,
        InfrastructureDiagnostics.OnnxOverLimit.Code,
        InfrastructureDiagnostics.OnnxControlFlow.Code,
        InfrastructureDiagnostics.TrialTooLong.Code,
        InfrastructureDiagnostics.TrialTooLarge.Code,
        InfrastructureDiagnostics.TrialCrashed.Code,
    ]);

    private readonly NamedLocks _locks = new();

    /// <summary>Makes a version of a model the serving one, the canary or the shadow. Nothing happens when it is that already.</summary>
    /// <exception cref="IngotException">INGOT7002, INGOT7003, INGOT7004: it cannot be. The routes are as before then.</exception>
    public async Task ApplyAsync(ChannelEntry entry, ModelRole role, CancellationToken cancellation)
    {
        using var held = await _locks.EnterAsync(entry.Package, cancellation);
        if (entry.Version is null)
        {
            // Nothing holds the channel any more, such as a version that was retired.
            registry.Change(entry.Package, r => Clear(r, role));
            return;
        }

        var routes = registry.Find(entry.Package) ?? new ModelRoutes(entry.Package);
        if (role is ModelRole.Canary or ModelRole.Shadow && routes.Serving is { } serving && Is(serving, entry))
        {
            // A trial against itself tells nothing.
            registry.Change(entry.Package, r => Clear(r, role));
            return;
        }

        if (Current(routes, role) is { } current && Is(current, entry))
        {
            return;
        }

        var model = routes.All.Select(m => m.Model).FirstOrDefault(m => Is(m, entry)) ?? await LoadAsync(entry, cancellation);
        registry.Change(entry.Package, r => Set(r, role, model));
        metrics.Changed(entry.Package);
        logger.LogApplied(model.Name, model.Version, role);
    }

    /// <summary>Loads a version beside the serving one, for requests that name it.</summary>
    /// <exception cref="IngotException">INGOT7002, INGOT7004: it cannot be loaded.</exception>
    public async Task LoadVersionAsync(string package, string version, CancellationToken cancellation)
    {
        using var held = await _locks.EnterAsync(package, cancellation);
        if (registry.Find(package)?.Find(version) is null)
        {
            var model = await LoadAsync(new ChannelEntry(null, package, version, null, null), cancellation);
            registry.Change(package, r => r with { Loaded = r.Loaded.Add(model) });
            logger.LogApplied(model.Name, model.Version, ModelRole.Loaded);
        }
    }

    /// <summary>Unloads a version, or all of a model.</summary>
    public async Task UnloadAsync(string package, string? version, CancellationToken cancellation)
    {
        using var held = await _locks.EnterAsync(package, cancellation);
        registry.Change(package, r => version is null ? new ModelRoutes(r.Name) : r with
        {
            Serving = Without(r.Serving, version),
            Canary = Without(r.Canary?.Model, version) is null ? null : r.Canary,
            Shadow = Without(r.Shadow, version),
            Loaded = r.Loaded.RemoveAll(m => Without(m, version) is null),
        });
        logger.LogUnloaded(package, version ?? "with all its versions");
    }

    /// <summary>Takes a role away from a model's version.</summary>
    public async Task ClearAsync(string package, ModelRole role, CancellationToken cancellation)
    {
        using var held = await _locks.EnterAsync(package, cancellation);
        registry.Change(package, r => Clear(r, role));
    }

    /// <summary>Whether a refusal is of what the model is, and not of what was to be had of it.</summary>
    public static bool IsOfTheModel(Diagnostic refusal) => Refusals.Contains(refusal.Code);

    private static ServedModel? Without(ServedModel? model, string version) =>
        model?.Version.Equals(version, StringComparison.OrdinalIgnoreCase) == true ? null : model;

    private static bool Is(ServedModel model, ChannelEntry entry) => entry.ContentHash is null
        ? model.Version.Equals(entry.Version, StringComparison.OrdinalIgnoreCase)
        : model.ContentHash == entry.ContentHash && (entry.OnnxSha256 is null || entry.OnnxSha256 == model.OnnxSha256);

    private static ServedModel? Current(ModelRoutes routes, ModelRole role) => role switch
    {
        ModelRole.Serving => routes.Serving,
        ModelRole.Canary => routes.Canary?.Model,
        _ => routes.Shadow,
    };

    private static ModelRoutes Clear(ModelRoutes routes, ModelRole role) => role switch
    {
        ModelRole.Canary => routes with { Canary = null },
        ModelRole.Shadow => routes with { Shadow = null },
        _ => routes with { Serving = null },
    };

    private ModelRoutes Set(ModelRoutes routes, ModelRole role, ServedModel model) => role switch
    {
        ModelRole.Canary => routes with { Canary = new CanaryState(model, options.Value.Canary.Percent) },
        ModelRole.Shadow => routes with { Shadow = model },

        // A canary that was promoted is a canary no longer; any other one begins its trial again, against the new version.
        _ => routes with
        {
            Serving = model,
            Canary = routes.Canary is null || routes.Canary.Model == model ? null : routes.Canary.Rollback is null ? new CanaryState(routes.Canary.Model, options.Value.Canary.Percent) : routes.Canary,
            Shadow = routes.Shadow == model ? null : routes.Shadow,
        },
    };

    private async Task<ServedModel> LoadAsync(ChannelEntry entry, CancellationToken cancellation)
    {
        var place = entry.File is null ? SourceLocation.None : new SourceLocation(entry.File);
        if (entry.File is null)
        {
            RequireNotRetired(entry);
        }

        var artifact = await FindAsync(entry, place, cancellation);
        if ((entry.ContentHash is not null && entry.ContentHash != artifact.ContentHash) || (entry.OnnxSha256 is not null && entry.OnnxSha256 != artifact.OnnxSha256))
        {
            throw new IngotException(ServeDiagnostics.OtherPackage.At(
                place,
                $"The package {entry.Package} {entry.Version} was found with the content hash {artifact.ContentHash} and a model of SHA-256 {artifact.OnnxSha256}; {entry.ContentHash} and {entry.OnnxSha256} were promoted. Find out who changed the package, and serve it only after it was promoted again; what served before goes on serving."));
        }

        var name = $"{artifact.Id} {artifact.Version}";
        OnnxFileCheck.Require(artifact.Onnx, new SourceLocation(name), trial.IsIsolated);

        // Loading takes the time that it takes; the requests of others must not wait for it.
        return await Task.Run(
            () =>
            {
                Try(artifact, name, cancellation);
                return GoldenCheck.Load(artifact, options.Value.Threads, options.Value.Trial.Time, cancellation);
            },
            cancellation);
    }

    /// <summary>Tries a model where it harms nobody, if there is such a place: what it survives there, with the same rows, it survives here.</summary>
    private void Try(ModelArtifact artifact, string name, CancellationToken cancellation)
    {
        if (!trial.IsIsolated)
        {
            return;
        }

        try
        {
            trial.Answer(new TrialSubject(name, artifact.Onnx, artifact.Schema, artifact.Golden?.Rows ?? []), cancellation);
        }
        catch (Exception e) when (e is InvalidDataException || (e as IngotException)?.Diagnostic.Descriptor == EvaluateDiagnostics.CorruptModel)
        {
            throw ServedModel.Unusable(artifact, e);
        }
    }

    /// <summary>What was retired in any channel is served to nobody who names it; a channel's own file never has a retired version hold it.</summary>
    /// <exception cref="IngotException">INGOT6034: it was. INGOT6030: a channel's file is damaged.</exception>
    private void RequireNotRetired(ChannelEntry entry)
    {
        var version = NuGetVersion.TryParse(entry.Version, out var parsed) ? parsed.ToNormalizedString() : entry.Version!;
        var folder = new ChannelFolder(options.Value.ChannelsFolder);
        var files = folder.Files().Where(f => Path.GetFileNameWithoutExtension(f).Equals(entry.Package, StringComparison.OrdinalIgnoreCase));
        foreach (var state in files.Select(ChannelFile.Read))
        {
            if (state.Retired.FirstOrDefault(r => r.Version.Equals(version, StringComparison.OrdinalIgnoreCase)) is { } retired)
            {
                throw new IngotException(PackageDiagnostics.VersionRetired.At(
                    new SourceLocation(folder.FileOf(state.Channel, state.Package)),
                    $"{state.Package} {version} was retired by {retired.RetiredBy}: {retired.Reason.TrimEnd('.', ' ')}. Serve another version."));
            }
        }
    }

    private async Task<ModelArtifact> FindAsync(ChannelEntry entry, SourceLocation place, CancellationToken cancellation)
    {
        IngotException Missing(string why, Exception? inner = null) => new(
            ServeDiagnostics.PackageNotFound.At(
                place,
                $"The package {entry.Package} {entry.Version} cannot be found: {why}. Publish it, correct the feeds (dotnet nuget list source), or name its folder; what served before goes on serving."),
            inner);
        try
        {
            return await packages.FindAsync(entry.Package, entry.Version!, cancellation) ?? throw Missing("the application's source of packages does not have it");
        }
        catch (IngotException e) when (e.Diagnostic.Code == PackageDiagnostics.PackageNotFound.Code)
        {
            throw Missing(e.Diagnostic.Message.TrimEnd('.'), e);
        }
    }
}
