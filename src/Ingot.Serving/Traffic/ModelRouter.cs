using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ingot.Serving.Models;
using Ingot.Serving.Requests;

namespace Ingot.Serving.Traffic;

/// <summary>Chooses the version that answers a request.</summary>
internal sealed class ModelRouter(ModelRegistry registry)
{
    private const int RetryAfter = 1;
    private long _count;

    /// <summary>Finds the version.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="version">The version that the request names; null: the serving one, or the canary.</param>
    /// <param name="routingKey">Requests with the same key go to the same version; null: each by chance.</param>
    /// <exception cref="RequestException">404: there is no such model or version. 503: it is being unloaded.</exception>
    public ModelLease Lease(string name, string? version, string? routingKey)
    {
        // A version can be freed between being found and being leased; then newer routes are there already.
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var routes = registry.Find(name) ?? throw RequestException.NotFound($"There is no model '{name}'{NearestName.Hint(name, registry.Models.Keys)}; loaded are {Names()}.");
            var (model, role) = version is null ? Choose(routes, routingKey) : Named(routes, version);
            if (model.TryLease())
            {
                return new ModelLease(model, role, routes);
            }
        }

        throw RequestException.Unavailable($"The model '{name}' is being replaced. Try again.", RetryAfter);
    }

    /// <summary>The serving version, whatever the canary's part.</summary>
    public static bool TryLeaseServing(ModelRoutes routes, out ModelLease lease)
    {
        var leased = routes.Serving?.TryLease() == true;
        lease = leased ? new ModelLease(routes.Serving!, ModelRole.Serving, routes) : default;
        return leased;
    }

    /// <summary>The place of a key among ten thousand: for ever the same, and another one for another model.</summary>
    internal static int Bucket(string name, string key) =>
        (int)(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{name.ToUpperInvariant()}\n{key}"))) % 10_000);

    private (ServedModel Model, ModelRole Role) Choose(ModelRoutes routes, string? key)
    {
        var serving = routes.Serving ?? throw RequestException.Unavailable(
            $"No version of the model '{routes.Name}' serves; loaded are {string.Join(", ", routes.All.Select(m => m.Model.Version))}, which can be named in the path.", RetryAfter);
        var percent = routes.Canary?.Percent ?? 0;
        return percent > 0 && Bucket(routes.Name, key ?? Next()) < percent * 100 ? (routes.Canary!.Model, ModelRole.Canary) : (serving, ModelRole.Serving);
    }

    private static (ServedModel Model, ModelRole Role) Named(ModelRoutes routes, string version)
    {
        var found = routes.All.FirstOrDefault(m => m.Model.Version.Equals(version, StringComparison.OrdinalIgnoreCase));
        return found.Model is null
            ? throw RequestException.NotFound($"The model '{routes.Name}' has no version '{version}' here; loaded are {string.Join(", ", routes.All.Select(m => m.Model.Version).Distinct())}.")
            : (found.Model, found.Role is ModelRole.Serving ? ModelRole.Serving : ModelRole.Loaded);
    }

    private string Names() => registry.Models.Count == 0 ? "none" : NearestName.Some([.. registry.Models.Values.Select(m => m.Name).Order(StringComparer.Ordinal)]);

    private string Next() => Interlocked.Increment(ref _count).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
