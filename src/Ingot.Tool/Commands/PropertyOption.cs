using System.CommandLine;

namespace Ingot.Tool.Commands;

/// <summary>An option that sets a property of the project: the shorter way to say it, by a name that people know.</summary>
/// <param name="option">The option.</param>
/// <param name="property">The property.</param>
/// <param name="isPath">Whether it is a path, seen from the current folder; properties are seen from the project's.</param>
internal sealed class PropertyOption(Option<string> option, string property, bool isPath = false)
{
    /// <summary>The option.</summary>
    public Option<string> Option => option;

    /// <summary>An option of a name.</summary>
    public static PropertyOption Of(string name, string property, string description, bool isPath = false) =>
        new(new Option<string>(name) { Description = description }, property, isPath);

    /// <summary>The property as MSBuild is given it; null: the option is not there.</summary>
    public string? ToProperty(ParseResult parsed) => parsed.GetValue(option) is not { } value ? null : $"{property}={(isPath ? Path.GetFullPath(value) : value)}";
}
