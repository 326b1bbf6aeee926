namespace Ingot.Jobs.Schedulers;

/// <summary>Where on a Kubernetes cluster units are done.</summary>
/// <param name="Namespace">The namespace; null: that of kubectl's configuration.</param>
/// <param name="Image">The container image: it has the .NET SDK and a shell.</param>
/// <param name="Claim">The persistent volume claim of the disk that this machine and all pods share.</param>
/// <param name="Mount">Where this machine has that disk, and pods too: the batch's root is below it.</param>
/// <param name="Cpu">Processors that each pod asks for, such as <c>2</c>; null: nothing is said.</param>
/// <param name="Memory">Memory that each pod asks for and may not exceed, such as <c>4Gi</c>; null: nothing is said.</param>
/// <param name="Packages">The folder of NuGet packages on that disk; null: pods have their own.</param>
public sealed record KubernetesPlace(string? Namespace, string Image, string Claim, string Mount, string? Cpu = null, string? Memory = null, string? Packages = null)
{
    /// <summary>The variable that names NuGet's folder of packages.</summary>
    public const string PackagesVariable = "NUGET_PACKAGES";

    /// <summary>Whether pods have a folder.</summary>
    /// <param name="folder">Its full path.</param>
    public bool Has(string folder) => Path.GetRelativePath(Mount, folder) is var below && below != ".." && !below.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(below);
}
