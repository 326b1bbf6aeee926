using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Channels;
using Ingot.Releases.Feeds;
using Ingot.Releases.Packages;

namespace Ingot.Tool.Channels;

/// <summary>The version that a verb of the channels was told to use, and the options that such verbs share.</summary>
internal sealed class OpenedPackage
{
    public Argument<string> Id { get; } = new("id") { Description = "The package's id, such as Contoso.Churn." };

    public Argument<string> Version { get; } = new("version") { Description = "The version, such as 1.4.0." };

    public Option<string> File { get; } = new("--package") { Description = "The .nupkg file. Default: the restored packages and the configured feeds are searched." };

    public Option<string> Channels { get; } = Commands.ChannelOptions.Folder();

    public Option<string> Reason { get; } = new("--reason") { Description = "Why: people will read it.", Required = true };

    public Option<string> Key { get; } = Commands.ChannelOptions.Key();

    /// <summary>The folder of the channels.</summary>
    public ChannelFolder Folder(ParseResult parsed) => new(parsed.GetValue(Channels)!);

    /// <summary>Finds and reads the package, and the signed statement that lies beside its file.</summary>
    /// <exception cref="IngotException">INGOT6020, INGOT6021: there is none, or it is another one.</exception>
    public async Task<ReleasedPackage> ReadAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (id, version) = (parsed.GetValue(Id), parsed.GetValue(Version));
        using var found = await PackageArgument.FindReleaseAsync(parsed.GetValue(File) ?? $"{id}@{version}", Environment.CurrentDirectory, cancellation);
        return await ReleasedPackage.ReadAsync(found.Path, id, version, cancellation);
    }
}
