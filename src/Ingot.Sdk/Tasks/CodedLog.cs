using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tasks;

/// <summary>Errors and warnings with a code of Ingot. They end with the help, as those of the worker do.</summary>
internal static class CodedLog
{
    /// <summary>Logs an error of a file as a whole.</summary>
    /// <param name="log">Takes it.</param>
    /// <param name="code">Such as <c>INGOT6001</c>.</param>
    /// <param name="file">The file that it is about.</param>
    /// <param name="message">What was found, what was expected and the remedy; with places for the arguments.</param>
    /// <param name="arguments">The arguments.</param>
    public static void LogCodedError(this TaskLoggingHelper log, string code, string file, string message, params object[] arguments) =>
        log.LogCodedError(code, (file, 0, 0), message, arguments);

    /// <summary>Logs an error at a place of a file.</summary>
    public static void LogCodedError(
        this TaskLoggingHelper log, string code, (string File, int Line, int Column) place, string message, params object[] arguments) =>
        log.LogError(null, code, null, null, place.File, place.Line, place.Column, 0, 0, message + Help(code), arguments);

    /// <summary>Logs a warning of a file as a whole.</summary>
    public static void LogCodedWarning(this TaskLoggingHelper log, string code, string file, string message, params object[] arguments) =>
        log.LogWarning(null, code, null, null, file, 0, 0, 0, 0, message + Help(code), arguments);

    private static string Help(string code) => " More: dotnet ingot explain " + code;
}
