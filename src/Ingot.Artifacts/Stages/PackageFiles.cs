namespace Ingot.Artifacts.Stages;

/// <summary>What Package leaves behind.</summary>
public static class PackageFiles
{
    /// <summary>What the client in the package answered and cost.</summary>
    public static StageFile Validation { get; } = new("Package", "validation.json");
}
