using System.Security.Cryptography;
using Ingot.Serving.Models;

namespace Ingot.Serving.Channels;

/// <summary>Packages as <c>.nupkg</c> files in folders: flat, or as NuGet lays them out.</summary>
internal sealed class PackageFolders(IEnumerable<string> folders) : IModelPackages
{
    private readonly string[] _folders = [.. folders];

    public Task<ModelArtifact?> FindAsync(string id, string version, CancellationToken cancellation) => throw new NotImplementedException();
}
