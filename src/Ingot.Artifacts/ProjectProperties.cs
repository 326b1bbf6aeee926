using Ingot.Artifacts.Stages;

namespace Ingot.Artifacts;

/// <summary>Which of the properties that MSBuild hands over say something about the model.</summary>
public static class ProjectProperties
{
    private const string OfTool = "Ingot";
    private const string OfRetraining = "ModelRetrain";
    private const string OfMonitoring = "ModelMonitor";
    private const string OfReferenceRows = "ModelMonitoring";

    /// <summary>Places on this machine. What counts of them is what the files hold.</summary>
    public static IReadOnlyCollection<string> Paths { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "ProjectFile", "ModelSchemaFile", "ModelAcceptedFile", "ModelBaselineFolder", "ModelReleaseFolders", "ModelBestOfFolders", "ModelContinueFolder", "AssetsFile", "ReproduceFolder", "RetrainFolder", LightGbmLocation.Property,
    };

    /// <summary>Whether a property is about the tool and not about the model.</summary>
    /// <param name="name">The property.</param>
    public static bool IsOfTool(string name) => name.StartsWith(OfTool, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a property says what is looked at of production, or when and how the model is trained again: a built model is the same whatever it says.</summary>
    /// <param name="name">The property.</param>
    public static bool IsOfProduction(string name) =>
        name.StartsWith(OfRetraining, StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith(OfMonitoring, StringComparison.OrdinalIgnoreCase) && !name.StartsWith(OfReferenceRows, StringComparison.OrdinalIgnoreCase))
        || name.Equals("ModelDriftThreshold", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a property says something about the model by its value: it is a part of <see cref="DependencyKind.EveryProperty"/>.</summary>
    /// <param name="name">The property.</param>
    public static bool IsOfModel(string name) => !IsOfTool(name) && !Paths.Contains(name) && !IsOfProduction(name);
}
