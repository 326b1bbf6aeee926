using Ingot.Artifacts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Ingot.Tool.Serving;

/// <summary>
/// A line a message, for a person at a terminal: the level unless it is information, and the message. The name of the class that says it,
/// with the number of the event (<c>ModelLoader[1811533882]</c>), is in the logs for machines (<c>--json-logs</c>).
/// </summary>
internal sealed class PlainConsoleFormatter() : ConsoleFormatter(FormatterName)
{
    /// <summary>The name by which the console knows it.</summary>
    public const string FormatterName = "ingot";

    /// <inheritdoc />
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (Word(logEntry.LogLevel) is { } word)
        {
            textWriter.Write($"{word}: ");
        }

        // Several lines of one message would be read as several messages.
        textWriter.WriteLine(OutputText.Line(message.ReplaceLineEndings(" ")));
        if (logEntry.Exception is { } exception)
        {
            textWriter.WriteLine(OutputText.Lines(exception.ToString()));
        }
    }

    private static string? Word(LogLevel level) => level switch
    {
        LogLevel.Information => null,
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        LogLevel.Critical => "critical",
        _ => "debug",
    };
}
