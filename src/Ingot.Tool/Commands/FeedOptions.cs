using System.CommandLine;

namespace Ingot.Tool.Commands;

/// <summary>Options that verbs that read feeds share.</summary>
internal static class FeedOptions
{
    public static Option<string?> Feed() => new("--feed") { Description = "Ask only this feed: the name of a source of nuget.config, an address, or a folder. Default: all configured sources." };

    public static Option<bool> All() => new("--all") { Description = "Show the metrics of all slices, not only of those that a gate names." };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON, and nothing else, on the standard output." };
}
