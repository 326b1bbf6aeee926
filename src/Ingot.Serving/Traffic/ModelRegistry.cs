using System.Collections.Frozen;
using Ingot.Serving.Models;

namespace Ingot.Serving.Traffic;

/// <summary>All models that are loaded.</summary>
internal sealed class ModelRegistry : IDisposable
{
    private readonly Lock _gate = new();
    private FrozenDictionary<string, ModelRoutes> _models = FrozenDictionary<string, ModelRoutes>.Empty;
    private bool _disposed;

    /// <summary>The routes of every model, by name. A name is a package's id, which NuGet compares without case.</summary>
    public IReadOnlyDictionary<string, ModelRoutes> Models => Volatile.Read(ref _models);

    public ModelRoutes? Find(string name) => Volatile.Read(ref _models).GetValueOrDefault(name);

    /// <summary>
    /// Changes a model's routes. A version that the new routes no longer have is freed when its last request has ended; one that they
    /// have anew brings its lease along.
    /// </summary>
    public void Change(string name, Func<ModelRoutes, ModelRoutes> change)
    {
        IEnumerable<ServedModel> gone;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var before = _models.GetValueOrDefault(name) ?? new ModelRoutes(name);
            var after = change(before);
            var kept = after.All.Select(m => m.Model).ToHashSet();
            gone = [.. before.All.Select(m => m.Model).Distinct().Where(m => !kept.Contains(m))];
            var models = _models.Where(m => !m.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).ToDictionary();
            if (kept.Count > 0)
            {
                models.Add(after.Name, after);
            }

            Volatile.Write(ref _models, models.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
        }

        foreach (var model in gone)
        {
            model.Release();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            foreach (var model in _models.Values.SelectMany(r => r.All.Select(m => m.Model).Distinct()))
            {
                model.Release();
            }

            _models = FrozenDictionary<string, ModelRoutes>.Empty;
        }
    }
}
