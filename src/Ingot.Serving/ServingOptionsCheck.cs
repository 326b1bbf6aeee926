using System.Text.RegularExpressions;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Channels;
using Ingot.Serving.Security;
using NuGet.Packaging;
using NuGet.Versioning;

namespace Ingot.Serving;

/// <summary>Finds settings that are wrong before anything listens.</summary>
internal static partial class ServingOptionsCheck
{
    /// <exception cref="IngotException">INGOT7007: a setting is wrong.</exception>
    public static void Check(ServingOptions options)
    {
        var (limits, canary, batching) = (options.Limits, options.Canary, options.Batching);
        Require(limits.MaxBodyBytes > 0, "Limits.MaxBodyBytes", limits.MaxBodyBytes, "more than 0");
        Require(limits.MaxRows > 0, "Limits.MaxRows", limits.MaxRows, "more than 0");
        Require(limits.MaxConcurrentRequests > 0, "Limits.MaxConcurrentRequests", limits.MaxConcurrentRequests, "more than 0");
        Require(limits.MaxQueuedRequests >= 0, "Limits.MaxQueuedRequests", limits.MaxQueuedRequests, "0 or more");
        Require(limits.Timeout > TimeSpan.Zero && limits.Timeout.TotalDays <= 1, "Limits.Timeout", limits.Timeout, "more than 0 and up to a day");
        Require(limits.DrainDelay >= TimeSpan.Zero && limits.DrainDelay.TotalDays <= 1, "Limits.DrainDelay", limits.DrainDelay, "0 up to a day");
        Require(options.Trial.Time > TimeSpan.Zero && options.Trial.Time.TotalDays <= 1, "Trial.Time", options.Trial.Time, "more than 0 and up to a day");
        Require(options.Trial.Memory is null or > 0, "Trial.Memory", options.Trial.Memory, "more than 0");
        Require(options.Threads > 0, "Threads", options.Threads, "more than 0");
        Require(options.ChannelInterval > TimeSpan.Zero && options.ChannelInterval.TotalDays <= 1, "ChannelInterval", options.ChannelInterval, "more than 0 and up to a day");
        Require(batching.MaxRows >= 0, "Batching.MaxRows", batching.MaxRows, "0 or more");
        Require(batching.MaxRuns > 0, "Batching.MaxRuns", batching.MaxRuns, "more than 0");
        Require(canary.Percent is >= 0 and <= 100, "Canary.Percent", canary.Percent, "0 to 100");
        Require(canary.MinRequests > 0, "Canary.MinRequests", canary.MinRequests, "more than 0");
        Require(canary.MaxErrorShare is >= 0 and <= 1, "Canary.MaxErrorShare", canary.MaxErrorShare, "0 to 1");
        Require(canary.MaxLatencyRatio > 0, "Canary.MaxLatencyRatio", canary.MaxLatencyRatio, "more than 0");
        Require(canary.MaxScoreShift > 0, "Canary.MaxScoreShift", canary.MaxScoreShift, "more than 0");
        foreach (var package in options.Packages)
        {
            Require(package.Split('@') is [var id, var version] && PackageIdValidator.IsValidPackageId(id) && NuGetVersion.TryParse(version, out _), "Packages", package, "an id and a version such as Contoso.Churn@1.4.0");
        }

        var twice = options.Packages.GroupBy(p => p.Split('@')[0], StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        Require(twice is null, "Packages", string.Join(", ", twice ?? Enumerable.Empty<string>()), "one version of each package; others are loaded beside it on request");
        foreach (var channel in new[] { options.Channel, canary.Channel, options.ShadowChannel }.OfType<string>())
        {
            Require(ChannelFolder.IsChannel(channel), "Channel", channel, "a name of lower-case letters, digits and hyphens");
        }

        Require(canary.Channel is null || (options.Channel is not null && canary.Channel != options.Channel), "Canary.Channel", canary.Channel, "another channel than the one that is served");
        Require(options.ShadowChannel is null || (options.Channel is not null && options.ShadowChannel != options.Channel), "ShadowChannel", options.ShadowChannel, "another channel than the one that is served");
        Require(!options.ManageChannels || !options.Access.AllowAnonymous, "ManageChannels", options.ManageChannels, "false together with Access.AllowAnonymous: channels say who changed them");
        CheckAccess(options.Access);
    }

    private static void CheckAccess(AccessOptions access)
    {
        foreach (var key in access.ApiKeys)
        {
            Require(Sha256().IsMatch(key.Sha256), $"Access.ApiKeys of '{key.Name}'", "no SHA-256", "64 hexadecimal digits, the SHA-256 of the key");
            Require(
                key.Scopes.Count > 0 && key.Scopes.All(s => s is ServingScopes.Predict or ServingScopes.Admin),
                $"Access.ApiKeys of '{key.Name}'",
                string.Join(", ", key.Scopes),
                $"the scopes {ServingScopes.Predict} or {ServingScopes.Admin}");
        }

        if (access.TokenAuthority is { } authority)
        {
            Require(
                Uri.TryCreate(authority, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback),
                "Access.TokenAuthority",
                authority,
                "an https address");
            Require(!string.IsNullOrEmpty(access.TokenAudience), "Access.TokenAudience", access.TokenAudience, "the audience that tokens are for");
        }
    }

    private static void Require(bool isRight, string setting, object? found, string expected)
    {
        if (!isRight)
        {
            throw new IngotException(ServeDiagnostics.WrongSetting.At(
                SourceLocation.None, $"The setting {setting} is '{found}'; expected {expected}. Correct it."));
        }
    }

    [GeneratedRegex("^[0-9a-fA-F]{64}$")]
    private static partial Regex Sha256();
}
