using System.CommandLine;

namespace Ingot.Tool.Commands;

/// <summary>Options that several verbs have.</summary>
internal static class ChannelOptions
{
    /// <summary>The folder of the channels.</summary>
    public static Option<string> Folder() => new("--channels")
    {
        Description = "The folder of the channels, with the public keys in keys/.",
        DefaultValueFactory = _ => Path.Combine("models", "channels"),
    };

    /// <summary>The private key.</summary>
    public static Option<string> Key() => new("--key")
    {
        Description = "Your private key: a name of 'dotnet ingot keys new', or a file. Default: INGOT_KEY, or your only key.",
    };
}
