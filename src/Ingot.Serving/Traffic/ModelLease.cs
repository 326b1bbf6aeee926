using Ingot.Serving.Models;

namespace Ingot.Serving.Traffic;

/// <summary>The right to use a version for one request.</summary>
/// <param name="Model">The version.</param>
/// <param name="Role">What it is asked as.</param>
/// <param name="Routes">The routes by which it was found.</param>
internal readonly record struct ModelLease(ServedModel Model, ModelRole Role, ModelRoutes Routes) : IDisposable
{
    public void Dispose() => Model?.Release();
}
