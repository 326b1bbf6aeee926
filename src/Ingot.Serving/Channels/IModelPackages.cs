using Ingot.Core.Diagnostics;
using Ingot.Serving.Models;

namespace Ingot.Serving.Channels;

/// <summary>Where packages come from. An application may register its own.</summary>
public interface IModelPackages
{
    /// <summary>Finds a package and reads its model.</summary>
    /// <param name="id">The package's id.</param>
    /// <param name="version">Its version.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <returns>Null when there is no such package.</returns>
    /// <exception cref="IngotException">The package is damaged, or a feed did not answer.</exception>
    Task<ModelArtifact?> FindAsync(string id, string version, CancellationToken cancellation);
}
