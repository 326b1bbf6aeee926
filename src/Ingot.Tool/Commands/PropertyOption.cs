using System.CommandLine;

namespace Ingot.Tool.Commands;

/// <summary>An option that sets a property of the project: the shorter way to say it, by a name that people know.</summary>
/// <param name="option">The option.</param>
/// <param name="property">The property.</param>
/// <param name="toValue">What the property is set to; null: what is written.</param>
internal sealed class PropertyOption(Option<string> option, string property, Func<string, string>? toValue = null)
{
    /// <summary>The option.</summary>
    public Option<string> Option => option;

    /// <summary>An option of a name.</summary>
    public static PropertyOption Of(string name, string property, string description) => new(new Option<string>(name) { Description = description }, property);

    /// <summary>An option that is a path, seen from the current folder: properties are seen from the project's.</summary>
    public static PropertyOption OfPath(string name, string property, string description) => new(new Option<string>(name) { Description = description }, property, Path.GetFullPath);

    /// <summary>An option that may be a path, if there is such a file or folder, or something else.</summary>
    public static PropertyOption OfPathOrName(string name, string property, string description) =>
        new(new Option<string>(name) { Description = description }, property, v => Path.Exists(v) ? Path.GetFullPath(v) : v);

    /// <summary>The property as MSBuild is given it; null: the option is not there.</summary>
    public string? ToProperty(ParseResult parsed) => parsed.GetValue(option) is not { } value ? null : $"{property}={(toValue is null ? value : toValue(value))}";
}
