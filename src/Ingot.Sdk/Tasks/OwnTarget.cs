namespace Ingot.Sdk.Tasks;

/// <summary>A target of a file that neither .NET nor this SDK brought: the project's, one that it imports, a package's.</summary>
internal sealed class OwnTarget
{
    private static readonly char[] Separators = [';', ' ', '\r', '\n', '\t'];

    private OwnTarget(string name, string file)
    {
        Name = name;
        File = file;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The file in which it stands.</summary>
    public string File { get; }

    /// <summary>The targets before or after which it runs.</summary>
    public IReadOnlyList<string> Hooks { get; private set; } = [];

    /// <summary>The targets that run before it.</summary>
    public IReadOnlyList<string> DependsOn { get; private set; } = [];

    /// <summary>The files that it reads, evaluated; empty: it does not say.</summary>
    public string Inputs { get; private set; } = string.Empty;

    /// <summary>The files that it makes, evaluated; empty: it does not say.</summary>
    public string Outputs { get; private set; } = string.Empty;

    /// <summary>The names of properties that it sets.</summary>
    public IReadOnlyList<string> Sets { get; private set; } = [];

    /// <summary>Reads MSBuild's own element.</summary>
    /// <param name="element">The element.</param>
    /// <param name="file">The file in which it stands.</param>
    /// <param name="expand">Evaluates a text with the project's properties and items.</param>
    public static OwnTarget Of(object element, string file, Func<string, string> expand) => new((string)ProjectEvaluation.Get(element, "Name"), file)
    {
        Hooks = List(expand(Text(element, "BeforeTargets") + ";" + Text(element, "AfterTargets"))),
        DependsOn = List(expand(Text(element, "DependsOnTargets"))),
        Inputs = expand(Text(element, "Inputs")),
        Outputs = expand(Text(element, "Outputs")),
        Sets = [.. ProjectEvaluation.All(element, "PropertyGroups").SelectMany(g => ProjectEvaluation.All(g, "Properties")).Select(p => Text(p, "Name"))],
    };

    /// <summary>The names in a list of targets.</summary>
    /// <param name="targets">Separated by semicolons.</param>
    public static IReadOnlyList<string> List(string targets) => targets.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    private static string Text(object element, string property) => (string?)ProjectEvaluation.Get(element, property) ?? string.Empty;
}
