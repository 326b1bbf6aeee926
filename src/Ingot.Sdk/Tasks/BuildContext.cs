using System.Collections;
using System.Globalization;
using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>What surrounds a build and may change what it does: MSBuild, this SDK, global properties, the environment.</summary>
internal static class BuildContext
{
    /// <summary>Global properties that a solution sets for each project apart.</summary>
    public static readonly string[] VariantProperties = ["Configuration", "Platform"];

    // Said apart from the others, or different for every build without meaning anything to a project.
    private static readonly HashSet<string> LeftOut = new(StringComparer.OrdinalIgnoreCase)
    {
        "Configuration", "Platform", "CurrentSolutionConfigurationContents", "BuildingSolutionFile", "SolutionDir", "SolutionExt",
        "SolutionFileName", "SolutionName", "SolutionPath", "MSBuildRestoreSessionId", "MSBuildIsRestoring",
        "ExcludeRestorePackageImports", "NuGetInteractive", "IngotPrune", "TargetFramework",
    };

    // What the command line sets for the restore alone, to make its evaluation cheap.
    private static readonly HashSet<string> OfRestore = new(StringComparer.OrdinalIgnoreCase)
    {
        "EnableDefaultCompileItems", "EnableDefaultEmbeddedResourceItems", "EnableDefaultNoneItems",
    };

    // Variables of a session and of a process, which no project depends on.
    private static readonly HashSet<string> Volatile = new(StringComparer.OrdinalIgnoreCase)
    {
        "_", "PWD", "OLDPWD", "SHLVL", "COLUMNS", "LINES", "WINDOWID", "DISPLAY", "TTY", "PROMPT", "PS1", "LS_COLORS", "TERM",
        "COLORTERM", "INVOCATION_ID", "JOURNAL_STREAM", "TERM_SESSION_ID", "TMUX", "TMUX_PANE", SealKey.Variable,
    };

    private static readonly string[] VolatilePrefixes =
        ["MSBUILD", "DOTNET_CLI_", "DOTNET_HOST_", "SSH_", "XDG_SESSION", "VSCODE_", "TERM_PROGRAM", "COMPLUS_", "GPG_", "SLURM"];

    /// <summary>The context of the running build.</summary>
    /// <param name="engine">The running build.</param>
    /// <param name="states">The file system.</param>
    /// <param name="isRestore">Whether it is the restore before a build: then it is that build's context.</param>
    public static SortedDictionary<string, string> Current(IBuildEngine engine, FileStates states, bool isRestore = false)
    {
        var context = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["msbuild"] = StateOf(typeof(ITask).Assembly.Location, states),
            ["sdk"] = StateOf(typeof(BuildContext).Assembly.Location, states),
            ["environment"] = ContentHash.OfText(string.Join("\n", Environment())),
        };
        if (engine is IBuildEngine6 withProperties)
        {
            foreach (var property in withProperties.GetGlobalProperties().Where(
                p => !LeftOut.Contains(p.Key) && !(isRestore && OfRestore.Contains(p.Key))))
            {
                context["property " + property.Key.ToUpperInvariant()] = property.Value;
            }
        }

        return context;
    }

    /// <summary>The global properties of <see cref="VariantProperties"/> as a project sees them; empty when it decides itself.</summary>
    /// <param name="engine">The running build.</param>
    /// <param name="said">What is set for the project alone.</param>
    public static IEnumerable<string> Variant(IBuildEngine engine, Dictionary<string, string> said)
    {
        var global = (engine as IBuildEngine6)?.GetGlobalProperties();
        foreach (var name in VariantProperties)
        {
            var value = said.TryGetValue(name, out var own) || global?.TryGetValue(name, out own) == true ? own : string.Empty;
            yield return value.Replace(" ", string.Empty);
        }
    }

    /// <summary>Path, size and time of a file, as one word of a context.</summary>
    public static string StateOf(string path, FileStates states) => states.OfFile(path) is { } state
        ? string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", path, state.Size, state.Modified)
        : path;

    private static IEnumerable<string> Environment() => System.Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Where(e => !Volatile.Contains((string)e.Key)
            && !VolatilePrefixes.Any(p => ((string)e.Key).StartsWith(p, StringComparison.OrdinalIgnoreCase)))
        .Select(e => e.Key + "=" + e.Value)
        .OrderBy(e => e, StringComparer.Ordinal);
}
