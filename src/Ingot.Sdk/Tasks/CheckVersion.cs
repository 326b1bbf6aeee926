using System.Runtime.Serialization.Json;
using System.Xml;
using System.Xml.Linq;
using Ingot.Artifacts.Stages;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Refuses to pack a model whose card and metrics are of another version than the package (INGOT9008).</summary>
public sealed class CheckVersion : Microsoft.Build.Utilities.Task
{
    /// <summary>The folder of all stages of this model.</summary>
    [Required]
    public string IngotFolder { get; set; } = string.Empty;

    /// <summary>The project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = string.Empty;

    /// <summary>The version that the package will have.</summary>
    [Required]
    public string Version { get; set; } = string.Empty;

    /// <inheritdoc />
    public override bool Execute()
    {
        var built = BuiltVersion();
        if (built is not null && built != Version)
        {
            Log.LogCodedError(
                "INGOT9008", ProjectFile,
                "The package would have the version {0}, but its card, metrics and verdicts were made for {1}. Build with the version that is packed: without --no-build, with the same -p:Version for both, and where a target sets the version, in one that runs before GetAssemblyVersion.",
                Version, built);
        }

        return !Log.HasLoggedErrors;
    }

    // A model that was not evaluated has no verdict either, which is said in its own words.
    private string? BuiltVersion()
    {
        var metrics = EvaluateFiles.Metrics.PathIn(IngotFolder, string.Empty);
        if (!File.Exists(metrics))
        {
            return null;
        }

        try
        {
            using var reader = JsonReaderWriterFactory.CreateJsonReader(File.ReadAllBytes(metrics), XmlDictionaryReaderQuotas.Max);
            return (string?)XElement.Load(reader).Element("version");
        }
        catch (Exception e) when (e is XmlException or FormatException or InvalidOperationException)
        {
            // The last is that of a file with nothing in it.
            return null;
        }
    }
}
