using Ingot.Artifacts.Stages;

namespace Ingot.Artifacts;

/// <summary>Which of the properties that MSBuild hands over say something about the model.</summary>
public static class ProjectProperties
{
    private const string OfTool = "Ingot";

    /// <summary>Places on this machine. What counts of them is what the files hold.</summary>
    public static IReadOnlyCollection<string> Paths { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "ProjectFile", "ModelSchemaFile", "ModelAcceptedFile", "ModelBaselineFolder", "ModelReleaseFolders", "ModelBestOfFolders", "AssetsFile", "ReproduceFolder", LightGbmLocation.Property,
    };

    /// <summary>Whether a property is about the tool and not about the model.</summary>
    /// <param name="name">The property.</param>
    public static bool IsOfTool(string name) => name.StartsWith(OfTool, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a property says something about the model by its value: it is a part of <see cref="DependencyKind.EveryProperty"/>.</summary>
    /// <param name="name">The property.</param>
    public static bool IsOfModel(string name) => !IsOfTool(name) && !Paths.Contains(name);
}
