using Ingot.Artifacts;
using System.Runtime.Serialization.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Ingot.Sdk.Tasks;

/// <summary>The version that holds a channel, by its file in the repository.</summary>
internal static class ChannelVersion
{
    private static readonly Regex Name = new("^[a-z][a-z0-9-]{0,39}$");

    /// <summary>Whether a text can be a channel's name.</summary>
    public static bool IsChannel(string text) => Name.IsMatch(text.Trim()) && !ReleaseVersion.IsLatest(text);

    /// <summary>The file of a channel.</summary>
    /// <param name="channelsFolder">The folder of the channels.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="package">The package's id.</param>
    public static string FileOf(string channelsFolder, string channel, string package) => Path.Combine(channelsFolder, channel.Trim(), package + ".json");

    /// <summary>The version that holds the channel; empty when none does; null when there is no such file, or a damaged one.</summary>
    /// <param name="channelsFolder">The folder of the channels.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="package">The package's id.</param>
    public static string? TryRead(string channelsFolder, string channel, string package)
    {
        var path = FileOf(channelsFolder, channel, package);
        if (channelsFolder.Length == 0 || !File.Exists(path))
        {
            return null;
        }

        try
        {
            using var reader = JsonReaderWriterFactory.CreateJsonReader(File.ReadAllBytes(path), XmlDictionaryReaderQuotas.Max);
            var current = XElement.Load(reader).Element("current");
            return current is null || (string)current.Attribute("type") == "null"
                ? string.Empty
                : ReleaseVersion.Normalize((string)current.Element("version") ?? string.Empty);
        }
        catch (Exception e) when (e is XmlException or FormatException or InvalidOperationException)
        {
            // The last is that of a file with nothing in it.
            return null;
        }
    }
}
