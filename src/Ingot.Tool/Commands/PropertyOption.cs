using System.CommandLine;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Commands;

/// <summary>An option that sets a property of the project: the shorter way to say it, by a name that people know.</summary>
/// <param name="option">The option.</param>
/// <param name="property">The property.</param>
/// <param name="toValue">What the property is set to; null: nothing.</param>
internal sealed class PropertyOption(Option option, string property, Func<ParseResult, string?> toValue)
{
    /// <summary>The option.</summary>
    public Option Option => option;

    /// <summary>An option of a name.</summary>
    public static PropertyOption Of(string name, string property, string description) => Of(name, property, description, v => v);

    /// <summary>An option that is a path, seen from the current folder: properties are seen from the project's.</summary>
    public static PropertyOption OfPath(string name, string property, string description) => Of(name, property, description, Path.GetFullPath);

    /// <summary>An option that may be a path, if there is such a file or folder, or something else.</summary>
    public static PropertyOption OfPathOrName(string name, string property, string description) => Of(name, property, description, v => Path.Exists(v) ? Path.GetFullPath(v) : v);

    /// <summary>An option with a version, or the name of a channel, whose package is what production is compared with.</summary>
    public static PropertyOption OfBaseline(string name, string description) =>
        Of(name, "ModelMonitorReference=Baseline;ModelBaselineVersion", description);

    /// <summary>An option without a value, which sets the property to <c>true</c>.</summary>
    public static PropertyOption OfFlag(string name, string property, string description)
    {
        var option = new Option<bool>(name) { Description = description };
        return new PropertyOption(option, property, parsed => parsed.GetValue(option) ? "true" : null);
    }

    /// <summary>The property as MSBuild is given it; null: the option is not there.</summary>
    public string? ToProperty(ParseResult parsed) => toValue(parsed) is { } value ? PropertyArguments.Of(property, value) : null;

    private static PropertyOption Of(string name, string property, string description, Func<string, string> toValue)
    {
        var option = new Option<string>(name) { Description = description };
        return new PropertyOption(option, property, parsed => parsed.GetValue(option) is { } value ? toValue(value) : null);
    }
}
