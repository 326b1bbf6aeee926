using Ingot.Core.Runs;

namespace Ingot.Runs.Export;

/// <summary>Names that MLflow takes: letters and digits, underscores, dashes, periods, spaces and slashes; what is something else becomes an underscore.</summary>
internal static class MlflowNames
{
    private const int Most = 250;

    /// <summary>Names for things, each its own.</summary>
    /// <param name="things">The things.</param>
    /// <param name="nameOf">How they are called here.</param>
    public static IEnumerable<(string Name, T Thing)> Distinct<T>(IEnumerable<T> things, Func<T, string> nameOf)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var thing in things)
        {
            var name = Of(nameOf(thing));
            var distinct = name;
            for (var number = 2; !taken.Add(distinct); number++)
            {
                distinct = FormattableString.Invariant($"{name}_{number}");
            }

            yield return (distinct, thing);
        }
    }

    /// <summary>The state of a run as MLflow calls it.</summary>
    public static string Of(RunState state) => state switch
    {
        RunState.Running => "RUNNING",
        RunState.Failed => "FAILED",
        RunState.Killed => "KILLED",
        _ => "FINISHED",
    };

    private static string Of(string name)
    {
        var text = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ' ' or '/' ? c : '_'));

        // A path that leads out of its folder, or from the root, is refused.
        text = string.Join('/', text.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Trim('.').Length == 0 ? "_" : p));
        return text.Length > Most ? text[..Most] : text.Length == 0 ? "_" : text;
    }
}
