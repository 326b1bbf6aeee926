using System.Globalization;
using Ingot.Artifacts.Stages;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Names the files of a built model that the C# project takes: the client's source, the model, and what goes to the output folder and
/// into the package. Decides how the model travels with its assembly: as a resource, or, when it is large, as a file beside it.
/// </summary>
public sealed class LocateModelFiles : Microsoft.Build.Utilities.Task
{
    private const long DefaultLimit = 50L << 20;

    /// <summary>The folder of all stages of this model.</summary>
    [Required]
    public string IngotFolder { get; set; } = string.Empty;

    /// <summary>The model's name.</summary>
    [Required]
    public string ModelName { get; set; } = string.Empty;

    /// <summary>The size in bytes up to which a model is embedded. What is no number has been refused by <see cref="CheckProperties"/>.</summary>
    public string EmbedLimit { get; set; } = string.Empty;

    /// <summary>The client's source; none when there is none.</summary>
    [Output]
    public ITaskItem[] Client { get; private set; } = [];

    /// <summary>The model that is embedded; none when there is no model or it is too large.</summary>
    [Output]
    public ITaskItem[] Resource { get; private set; } = [];

    /// <summary>The model that goes beside the assembly; none when there is no model or it is embedded.</summary>
    [Output]
    public ITaskItem[] LargeModel { get; private set; } = [];

    /// <summary>Files for the output folder, with metadata <c>Destination</c>, below it.</summary>
    [Output]
    public ITaskItem[] Outputs { get; private set; } = [];

    /// <summary>Files for the package, with metadata <c>PackagePath</c>.</summary>
    [Output]
    public ITaskItem[] Evidence { get; private set; } = [];

    /// <summary>What says where the package's files come from, once they are all known; with metadata <c>PackagePath</c>.</summary>
    [Output]
    public ITaskItem[] Attestation { get; private set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        var limit = long.TryParse(EmbedLimit, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : DefaultLimit;
        Client = Existing([PrepareFiles.Client], _ => null, string.Empty);
        var model = Existing([TrainFiles.Model], _ => null, string.Empty);
        var isLarge = model.Length > 0 && new FileInfo(model[0].ItemSpec).Length > limit;
        Resource = isLarge ? [] : model;
        LargeModel = isLarge ? model : [];
        Outputs = Existing(StageCatalog.Export.Leaves, f => f.InOutput, "Destination");
        Evidence = Existing(StageCatalog.Export.Leaves, f => f.InPackage, "PackagePath");
        Attestation = Existing(StageCatalog.Attest.Leaves, f => f.InPackage, "PackagePath");
        return true;
    }

    private ITaskItem[] Existing(IEnumerable<StageFile> files, Func<StageFile, string?> target, string metadata) =>
    [
        .. files
            .Where(f => (metadata.Length == 0 || target(f) is not null) && File.Exists(f.PathIn(IngotFolder, ModelName)))
            .Select(f =>
            {
                var item = new TaskItem(f.PathIn(IngotFolder, ModelName));
                if (target(f) is { } place)
                {
                    item.SetMetadata(metadata, StageFile.For(place, ModelName));
                }

                return item;
            }),
    ];
}
