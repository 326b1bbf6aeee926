using System.Text.RegularExpressions;
using Ingot.Core.Diagnostics;

namespace Ingot.Tool.Workers;

/// <summary>Properties of the command line, as MSBuild takes them.</summary>
internal static partial class PropertyArguments
{
    // What means something to MSBuild or to its command line.
    private const string Special = "%;,$@'\"*?()";

    private static readonly char[] Separators = [';', ','];

    /// <summary>What is wrong with them (INGOT1019), or null: MSBuild itself would only say that a switch is not right.</summary>
    /// <param name="arguments">The arguments as they were written.</param>
    public static Diagnostic? FindFault(IEnumerable<string> arguments) => arguments.Select(FindFault).FirstOrDefault(f => f is not null);

    /// <summary>A property with any value, as MSBuild takes it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value as it is meant.</param>
    public static string Of(string name, string value) => $"{name}={Escaped(value)}";

    /// <summary>A text that means itself to MSBuild, on its command line as in a project.</summary>
    public static string Escaped(string value) =>
        string.Concat(value.Select(c => Special.Contains(c, StringComparison.Ordinal) || char.IsControl(c) ? FormattableString.Invariant($"%{(int)c:X2}") : c.ToString()));

    // MSBuild takes several in one argument, separated by either character.
    private static Diagnostic? FindFault(string argument) =>
        argument.Split(Separators).FirstOrDefault(p => !Property().IsMatch(p)) is { } wrong
            ? PrepareDiagnostics.NoProperty.At(
                new SourceLocation("--property"),
                wrong.Length == argument.Length
                    ? (FormattableString)$"'{argument}' is no property with a value; expected NAME=VALUE, such as Version=1.4.0. NAME= sets an empty value."
                    : $"'{wrong}' in '{argument}' is no property with a value; expected NAME=VALUE. In a value write %2C for a comma and %3B for a semicolon, which separate properties.")
            : null;

    [GeneratedRegex(@"^\s*[A-Za-z_][\w-]*\s*=", RegexOptions.CultureInvariant)]
    private static partial Regex Property();
}
