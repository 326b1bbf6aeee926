using Ingot.Artifacts;
using Ingot.Artifacts.Stages;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Finds properties and items that nobody reads and whose names are nearly those of Ingot's (INGOT1018): MSBuild takes any name, and a
/// gate that is called Gates would never be asked. Whatever a file of the build reads, of the project's, of packages' or of .NET's, is right.
/// </summary>
internal sealed class MisspeltNames
{
    // The only one that begins otherwise.
    private const string AcceptModel = "AcceptModel";

    private static readonly string[] Prefixes = ["Model", "Ingot"];
    private static readonly string[] ItemTypes = [.. ProjectItems.All, ProjectItems.ModelReference];

    private readonly string _projectFile;
    private readonly IReadOnlyCollection<string> _imports;
    private readonly HashSet<string> _passed;
    private readonly HashSet<string> _own = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _settable;
    private readonly Lazy<List<NamesInFile>> _all;

    /// <summary>Reads what Ingot knows.</summary>
    /// <param name="projectFile">Full path of the project.</param>
    /// <param name="imports">Full paths of all files that the build consists of.</param>
    /// <param name="sdk">The files of this SDK, whether the build imports them or not.</param>
    /// <param name="passed">Names that others judge.</param>
    public MisspeltNames(string projectFile, IReadOnlyCollection<string> imports, IEnumerable<string> sdk, IEnumerable<string> passed)
    {
        _projectFile = projectFile;
        _imports = imports;
        _passed = new HashSet<string>(passed, StringComparer.OrdinalIgnoreCase);
        _all = new Lazy<List<NamesInFile>>(() => [.. _imports.Select(NamesInFile.Of)]);

        var ours = sdk.Select(NamesInFile.Of).ToList();
        _own.UnionWith(ours.SelectMany(f => f.ReadProperties).Where(IsOfIngot));
        _settable = [.. _own.Except(ours.SelectMany(f => f.AlwaysSet), StringComparer.OrdinalIgnoreCase).OrderBy(n => n, StringComparer.Ordinal)];
    }

    /// <summary>The misspelt names with what was probably meant.</summary>
    /// <param name="written">The files that people wrote.</param>
    /// <param name="globals">The names of global properties.</param>
    public IEnumerable<(SaidName Said, string Nearest)> Find(IEnumerable<string> written, IEnumerable<string> globals)
    {
        foreach (var said in written.SelectMany(f => NamesInFile.Of(f).Said).Concat(globals.Select(g => new SaidName(g, isItem: false, (_projectFile, 0, 0)))))
        {
            if (NearestOf(said) is { } nearest && !IsRead(said))
            {
                yield return (said, nearest);
            }
        }
    }

    private string? NearestOf(SaidName said) =>
        !said.IsItem ? NearestProperty(said)
        : ItemTypes.Contains(said.Name, StringComparer.OrdinalIgnoreCase) ? null
        : Misspelling.NearestOf(said.Name, ItemTypes);

    private string? NearestProperty(SaidName said)
    {
        if (_own.Contains(said.Name) || _passed.Contains(said.Name) || said.Name.StartsWith("_", StringComparison.Ordinal))
        {
            return null;
        }

        // The prefix is no part of the word that may be wrong: it would make all of ours near each other.
        if (Prefixes.FirstOrDefault(p => said.Name.StartsWith(p, StringComparison.OrdinalIgnoreCase)) is not { } prefix)
        {
            var (name, edits) = Misspelling.Closest(said.Name, _settable);
            return edits <= 1 ? name : null;
        }

        var word = said.Name.Substring(prefix.Length);
        var words = _settable.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Select(n => n.Substring(prefix.Length)).ToList();

        // What many projects share may be meant for another one of them; what a model project says itself is meant for the model.
        var nearest = Misspelling.NearestOf(word, words)
            ?? (said.Place.Line > 0 && said.Place.File == _projectFile ? Misspelling.Closest(word, words).Name : null);
        return nearest is null ? null : prefix + nearest;
    }

    private bool IsRead(SaidName said) =>
        _all.Value.Any(f => (said.IsItem ? f.ReadItems : f.ReadProperties).Contains(said.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether a property has a name of the kind that Ingot's have.</summary>
    /// <param name="name">The property.</param>
    public static bool IsOfIngot(string name) =>
        name == AcceptModel || Prefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase));
}
