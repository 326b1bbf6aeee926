using System.Net;
using Ingot.Releases.Channels;
using Ingot.Serving.Models;
using Microsoft.Extensions.Logging;

namespace Ingot.Serving;

/// <summary>
/// What the server says in its log, each message once. All of it stands in one class: the compiler's generator writes several classes in an order
/// that differs from build to build, and then the same sources would not give the same package.
/// </summary>
internal static partial class ServingLog
{
    [LoggerMessage(LogLevel.Warning, "A wrong key or token came from {Address}")]
    public static partial void LogRefused(this ILogger logger, IPAddress? address);

    [LoggerMessage(LogLevel.Warning, "{Tries} wrong keys or tokens came from {Address} within a minute: no more of them are looked at until it is over")]
    public static partial void LogTooManyRefused(this ILogger logger, IPAddress? address, int tries);

    [LoggerMessage(LogLevel.Debug, "The channel file {File} cannot be read now")]
    public static partial void LogUnreadable(this ILogger logger, Exception exception, string file);

    [LoggerMessage(LogLevel.Error, "The channel file {File} could not be followed")]
    public static partial void LogUnfollowed(this ILogger logger, Exception exception, string file);

    [LoggerMessage(LogLevel.Information, "{Model} {Version} is loaded as {Role}")]
    public static partial void LogApplied(this ILogger logger, string model, string version, ModelRole role);

    [LoggerMessage(LogLevel.Information, "{Model} {Version} is unloaded")]
    public static partial void LogUnloaded(this ILogger logger, string model, string version);

    [LoggerMessage(LogLevel.Information, "The server is draining: it accepts requests for another {Seconds} s")]
    public static partial void LogDraining(this ILogger logger, double seconds);

    // Names, counts and times only: what the rows say is nobody's business but the caller's.
    [LoggerMessage(LogLevel.Debug, "{Model} {Version} ({Role}) answered {Format} with {Status}: {Rows} rows in {Milliseconds} ms")]
    public static partial void LogAnswer(this ILogger logger, string? model, string? version, ModelRole role, string format, int status, int rows, double milliseconds);

    [LoggerMessage(LogLevel.Error, "{Model} {Version} failed at a request")]
    public static partial void LogFailure(this ILogger logger, Exception exception, string? model, string? version);

    [LoggerMessage(LogLevel.Information, "{Package} {Version} holds {Channel}: promoted on the page by {By}")]
    public static partial void LogPromoted(this ILogger logger, string package, string version, string channel, string by);

    [LoggerMessage(LogLevel.Information, "{Package} {Version} holds {Channel} again: rolled back on the page by {By}")]
    public static partial void LogRolledBack(this ILogger logger, string package, string version, string channel, string by);

    [LoggerMessage(LogLevel.Information, "{Package} {Version} is retired on the page by {By}")]
    public static partial void LogRetired(this ILogger logger, string package, string version, string by);

    [LoggerMessage(LogLevel.Information, "{Signer} says '{Decision}' of {Package} {Version} for {Channel}: handed in on the page by {By}")]
    public static partial void LogApproved(this ILogger logger, string signer, ApprovalDecision decision, string package, string version, string channel, string by);
}
