using System.Text.Json;
using Ingot.Core;
using Ingot.Core.Diagnostics;

namespace Ingot.Releases.Channels;

/// <summary><c>models/channels/policy.json</c>: what each channel asks for.</summary>
/// <param name="Channels">The rules by the channel's name.</param>
public sealed record ChannelPolicy(IReadOnlyDictionary<string, ChannelRules> Channels)
{
    /// <summary>The form of the file, checked before it is read.</summary>
    public int? FormatVersion { get; init; }

    /// <summary>Reads a policy; one that asks for nothing when there is no file.</summary>
    /// <exception cref="IngotException">INGOT6037: the file is damaged, or a value is out of its range.</exception>
    public static ChannelPolicy Read(string path)
    {
        if (!File.Exists(path))
        {
            return new ChannelPolicy(new Dictionary<string, ChannelRules>());
        }

        try
        {
            FormatCheck.RequireKnown(File.ReadAllBytes(path), path);
            var policy = StrictJson.Read<ChannelPolicy>(File.ReadAllText(path));
            var fault = policy.Channels.Select(FaultOf).FirstOrDefault(f => f is not null);
            return fault is null ? policy : throw new JsonException(fault);
        }
        catch (JsonException e)
        {
            throw new IngotException(
                PackageDiagnostics.DamagedPolicy.At(
                    new SourceLocation(path, JsonFormat.LineOf(e), 1),
                    $"The policy of the channels cannot be used: {e.Message}"),
                e);
        }
    }

    /// <summary>A channel's rules; ones that ask for nothing when the policy has none.</summary>
    public ChannelRules Of(string channel) => Channels.TryGetValue(channel, out var rules) ? rules : new ChannelRules();

    /// <summary>
    /// Why nothing is promoted to a channel: a policy that speaks of channels and not of this one has most likely its name misspelt, or
    /// that of the promotion is. Null: the policy knows it, or speaks of none.
    /// </summary>
    internal FormattableString? FaultOf(string channel) => Channels.Count == 0 || Channels.ContainsKey(channel)
        ? null
        : (FormattableString)$"the policy has no rules for this channel, only for {string.Join(", ", Channels.Keys.Order(StringComparer.Ordinal))}. Correct the name, or write \"{channel}\": {{}} into the policy if it asks for nothing";

    private static string? FaultOf(KeyValuePair<string, ChannelRules> channel) =>
        !ChannelFolder.IsChannel(channel.Key) ? $"'{channel.Key}' is not a channel's name."
        : channel.Value.Approvals < 0 || !(channel.Value.MinimumHours >= 0) ? $"The channel '{channel.Key}' asks for less than nothing."
        : channel.Value.MinimumHours > 0 && channel.Value.From is null ? $"The channel '{channel.Key}' has minimumHours without from."
        : channel.Value.From is { } from && (!ChannelFolder.IsChannel(from) || from == channel.Key) ? $"The channel '{channel.Key}' cannot be fed from '{from}'."
        : null;
}
