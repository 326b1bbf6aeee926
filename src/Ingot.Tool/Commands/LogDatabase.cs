using System.Data.Common;
using Ingot.Core.Diagnostics;
using Ingot.Monitoring.PostgreSql;
using Ingot.Monitoring.Windows;

namespace Ingot.Tool.Commands;

/// <summary>
/// The database of a prediction log, as the environment names it: on the command line, and in a file of a build, everybody could read the password.
/// </summary>
internal static class LogDatabase
{
    /// <summary>The environment variable of the connection string.</summary>
    internal const string Variable = "INGOT_LOG_POSTGRES";

    /// <summary>All variables that may name it.</summary>
    public static IReadOnlyList<string> Variables { get; } = [Variable, "PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "PGPASSWORD"];

    /// <summary>Makes something of the connection string.</summary>
    /// <param name="setting">The setting that asks for it, for the message.</param>
    /// <param name="refusal">What a missing or unreadable connection string is.</param>
    /// <param name="make">Makes it; throws an <see cref="ArgumentException"/> when the connection string cannot be read.</param>
    /// <exception cref="IngotException"><paramref name="refusal"/>: the environment names no database, or not rightly. The message has no value of it.</exception>
    public static T Make<T>(string setting, DiagnosticDescriptor refusal, Func<string, T> make)
    {
        var text = ConnectionString() ?? throw Wrong(
            refusal, $"The setting {setting} does not know the database: neither the environment variable {Variable} nor PGHOST is set; expected a connection string in the first, such as 'Host=db;Database=models;Username=ingot;Password=…'. Set it.");
        try
        {
            return make(text);
        }
        catch (ArgumentException)
        {
            // What is wrong with it is not repeated: it has a password.
            throw Wrong(refusal, $"The connection string of {Variable}, or of PGHOST and its like, cannot be read; expected one such as 'Host=db;Database=models;Username=ingot;Password=…'. Correct it.");
        }
    }

    /// <summary>The log that the stage Monitor reads where the project says <c>ModelMonitorPostgres</c>.</summary>
    /// <param name="scratchFolder">A folder for what it copies.</param>
    /// <exception cref="IngotException">INGOT8041: the environment names no database, or not rightly.</exception>
    public static ServedSource Source(string scratchFolder) =>
        Make("--log-postgres (ModelMonitorPostgres)", MonitorDiagnostics.NothingServed, text => new PostgreSqlSource(text) { ScratchFolder = scratchFolder });

    private static string? ConnectionString()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text)
        {
            return text;
        }

        if (Environment.GetEnvironmentVariable("PGHOST") is not { Length: > 0 } host)
        {
            return null;
        }

        var builder = new DbConnectionStringBuilder { ["Host"] = host };
        foreach (var (variable, name) in new[] { ("PGPORT", "Port"), ("PGDATABASE", "Database"), ("PGUSER", "Username"), ("PGPASSWORD", "Password") })
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
            {
                builder[name] = value;
            }
        }

        return builder.ConnectionString;
    }

    private static IngotException Wrong(DiagnosticDescriptor refusal, FormattableString message) => new(refusal.At(SourceLocation.None, message));
}
