using System.Globalization;
using Ingot.Artifacts;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// What the tasks log, none of which a CI system or a terminal would obey (<see cref="OutputText"/>). Errors and warnings have a code of Ingot and
/// end with the help, as those of the worker do.
/// </summary>
internal static class CodedLog
{
    /// <summary>Logs an error of a file as a whole.</summary>
    /// <param name="log">Takes it.</param>
    /// <param name="code">Such as <c>INGOT6001</c>.</param>
    /// <param name="file">The file that it is about.</param>
    /// <param name="message">What was found, what was expected and the remedy; with places for the arguments.</param>
    /// <param name="arguments">The arguments.</param>
    public static void LogCodedError(this TaskLoggingHelper log, string code, string file, string message, params object?[] arguments) =>
        log.LogCodedError(code, (file, 0, 0), message, arguments);

    /// <summary>Logs an error at a place of a file.</summary>
    public static void LogCodedError(
        this TaskLoggingHelper log, string code, (string File, int Line, int Column) place, string message, params object?[] arguments) =>
        log.LogError(null, code, null, null, OutputText.Line(place.File), place.Line, place.Column, 0, 0, "{0}", Text(code, message, arguments));

    /// <summary>Logs a warning of a file as a whole.</summary>
    public static void LogCodedWarning(this TaskLoggingHelper log, string code, string file, string message, params object?[] arguments) =>
        log.LogWarning(null, code, null, null, OutputText.Line(file), 0, 0, 0, 0, "{0}", Text(code, message, arguments));

    /// <summary>Logs a message.</summary>
    public static void LogText(this TaskLoggingHelper log, MessageImportance importance, string message, params object?[] arguments) =>
        log.LogMessage(importance, "{0}", OutputText.Line(Formatted(message, arguments)));

    /// <summary>Logs a line in MSBuild's canonical form as what it is: an error, a warning or a message.</summary>
    public static void LogCanonical(this TaskLoggingHelper log, string line, MessageImportance importance) =>
        log.LogMessageFromText(OutputText.Line(line), importance);

    private static string Text(string code, string message, object?[] arguments) =>
        OutputText.Line(Formatted(message, arguments)) + " More: dotnet ingot explain " + code;

    private static string Formatted(string message, object?[] arguments) =>
        arguments.Length == 0 ? message : string.Format(CultureInfo.CurrentCulture, message, arguments);
}
