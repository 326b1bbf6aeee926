namespace Ingot.Artifacts.Stages;

/// <summary>A file that a stage leaves behind: the one place where its name stands.</summary>
/// <param name="stage">The stage's word, such as <c>Train</c>.</param>
/// <param name="pattern">The file's name; <see cref="Model"/> in it stands for the model's name.</param>
public sealed class StageFile(string stage, string pattern)
{
    /// <summary>What stands for the model's name in <see cref="Pattern"/>.</summary>
    public const string Model = "{model}";

    /// <summary>The stage that leaves it behind.</summary>
    public string Stage { get; } = stage;

    /// <summary>The file's name, with <see cref="Model"/> for the model's.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>Where a build puts it below the output folder, in the same pattern; null: nowhere.</summary>
    public string? InOutput { get; init; }

    /// <summary>Where it goes in the package, in the same pattern; null: nowhere.</summary>
    public string? InPackage { get; init; }

    /// <summary>What names it in keys, records and messages: stage and name.</summary>
    public string Id => StageDefinition.FolderOf(Stage) + "/" + Pattern;

    /// <summary>The file's name.</summary>
    /// <param name="model">The model's name.</param>
    public string NameFor(string model) => For(Pattern, model);

    /// <summary>The file's path.</summary>
    /// <param name="ingotFolder">The folder that holds one folder a stage.</param>
    /// <param name="model">The model's name.</param>
    public string PathIn(string ingotFolder, string model) => Path.Combine(ingotFolder, StageDefinition.FolderOf(Stage), NameFor(model));

    /// <summary>A pattern for one model.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="model">The model's name.</param>
    public static string For(string pattern, string model) => pattern.Replace(Model, model);

    /// <inheritdoc />
    public override string ToString() => Id;
}
