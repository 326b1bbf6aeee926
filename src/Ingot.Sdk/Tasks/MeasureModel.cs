using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Decides how the model travels with its assembly: as a resource, or, when it is large, as a file beside it.</summary>
public sealed class MeasureModel : Microsoft.Build.Utilities.Task
{
    /// <summary>The ONNX file; it need not exist.</summary>
    [Required]
    public string ModelFile { get; set; } = string.Empty;

    /// <summary>The size in bytes up to which a model is embedded.</summary>
    public long EmbedLimit { get; set; } = 50L << 20;

    /// <summary><c>Resource</c>, <c>File</c>, or <c>None</c> when there is no model.</summary>
    [Output]
    public string Form { get; private set; } = "None";

    /// <inheritdoc />
    public override bool Execute()
    {
        var file = new FileInfo(ModelFile);
        if (file.Exists)
        {
            Form = file.Length <= EmbedLimit ? "Resource" : "File";
        }

        return true;
    }
}
