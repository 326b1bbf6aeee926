using System.Net;
using Ingot.Core.Diagnostics;
using NuGet.Configuration;
using NuGet.Protocol.Core.Types;

namespace Ingot.Releases.Feeds;

/// <summary>What NuGet's client throws about a feed, as a diagnostic.</summary>
internal static class FeedFault
{
    /// <summary>Whether an exception is about the feed: NuGet throws these for what a feed says, or does not say.</summary>
    public static bool IsOne(Exception e) => e
        is FatalProtocolException or HttpRequestException or IOException or InvalidDataException or InvalidOperationException
        or TimeoutException or UnauthorizedAccessException or FormatException or NotSupportedException or NuGetConfigurationException
        || e.GetType().Namespace?.StartsWith("Newtonsoft.Json", StringComparison.Ordinal) == true;

    /// <summary>The answer's HTTP status; null when there was none.</summary>
    public static HttpStatusCode? StatusOf(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is HttpRequestException { StatusCode: { } status })
            {
                return status;
            }
        }

        return null;
    }

    /// <summary>The diagnostic.</summary>
    /// <param name="source">The feed.</param>
    /// <param name="location">The place of the diagnostic.</param>
    /// <param name="e">What NuGet threw.</param>
    public static IngotException Of(PackageSource source, SourceLocation location, Exception e) => StatusOf(e) switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new IngotException(
            PackageDiagnostics.FeedRefused.At(
                location,
                $"The feed '{source.Name}' ({source.Source}) refuses access: {Text(e)}. Set the environment variable {Publisher.KeyVariable} to an API key that may publish, or give the source credentials in nuget.config (dotnet nuget update source)."),
            e),
        _ => Failed(source, location, Text(e), e),
    };

    /// <summary>A feed that does not do what was asked (INGOT6043).</summary>
    public static IngotException Failed(PackageSource source, SourceLocation location, string what, Exception? inner = null) => new(
        PackageDiagnostics.FeedFailed.At(
            location,
            $"The feed '{source.Name}' ({source.Source}) does not do what was asked: {what}. Check that it is running and that its address is that of a NuGet v3 service index or of a folder; nothing unfinished is visible there."),
        inner);

    // The innermost message says most: the outer ones repeat the address.
    private static string Text(Exception e)
    {
        var texts = new List<string>();
        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            texts.Add(inner.Message.ReplaceLineEndings(" ").TrimEnd('.', '!'));
        }

        return string.Join(": ", texts.Distinct(StringComparer.Ordinal));
    }
}
