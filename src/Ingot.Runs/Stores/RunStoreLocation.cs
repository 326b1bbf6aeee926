using System.Data.Common;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;

namespace Ingot.Runs.Stores;

/// <summary>
/// Where runs are stored. What is said counts; else it is one file a repository, <c>.ingot/runs.db</c> beside <c>.git</c>: runs are about its
/// commits, every model in it has them in one place, and git ignores the folder. A project in no repository has it beside itself.
/// </summary>
public sealed record RunStoreLocation
{
    /// <summary>The folder of the default file.</summary>
    public const string FolderName = ToolFolder.Name;

    /// <summary>The name of the default file.</summary>
    public const string FileName = "runs.db";

    /// <summary>What says that nothing is recorded.</summary>
    public const string None = "none";

    /// <summary>The environment variable that names the store: a file, a connection string of PostgreSQL, or <c>none</c>.</summary>
    public const string Variable = "INGOT_RUNS";

    private RunStoreLocation(string? file, string? connectionString) => (File, ConnectionString) = (file, connectionString);

    /// <summary>The file; null: the store is in PostgreSQL.</summary>
    public string? File { get; }

    /// <summary>The connection string of PostgreSQL; null: the store is a file.</summary>
    public string? ConnectionString { get; }

    /// <summary>What somebody said.</summary>
    /// <param name="said">A file, a folder for one, a connection string, or <c>none</c>.</param>
    /// <param name="folder">Relative paths begin here.</param>
    /// <returns>Null: nothing is to be recorded.</returns>
    public static RunStoreLocation? Of(string said, string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(said);
        if (string.Equals(said.Trim(), None, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (IsConnectionString(said))
        {
            return new RunStoreLocation(null, said);
        }

        var path = Path.GetFullPath(Path.Combine(folder, said.Trim()));
        return new RunStoreLocation(Path.EndsInDirectorySeparator(path) || Directory.Exists(path) ? Path.Combine(path, FileName) : path, null);
    }

    /// <summary>The store that the environment names (<see cref="Variable"/>), a relative path from the repository's folder on; false: it says nothing.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <param name="location">The store; null: nothing is to be recorded.</param>
    public static bool TryEnvironment(string folder, out RunStoreLocation? location)
    {
        var said = Environment.GetEnvironmentVariable(Variable);
        location = string.IsNullOrWhiteSpace(said) ? null : Of(said, RepositoryOf(folder) ?? folder);
        return !string.IsNullOrWhiteSpace(said);
    }

    /// <summary>The store of a project that nobody said anything of.</summary>
    /// <param name="projectFolder">The project's folder.</param>
    public static RunStoreLocation OfProject(string projectFolder) => InFolder(RepositoryOf(projectFolder) ?? projectFolder);

    /// <summary>The store of whoever works in a folder: that of its repository, else the nearest in it or above.</summary>
    /// <param name="folder">The folder.</param>
    public static RunStoreLocation OfWorkingFolder(string folder)
    {
        var own = OfProject(folder);
        for (var above = folder; above is not null && !System.IO.File.Exists(own.File); above = Path.GetDirectoryName(above))
        {
            if (InFolder(above) is { } near && System.IO.File.Exists(near.File))
            {
                return near;
            }
        }

        return own;
    }

    /// <summary>The folder of the repository in which a folder lies; null: in none.</summary>
    public static string? RepositoryOf(string folder)
    {
        for (var above = Path.GetFullPath(folder); above is not null; above = Path.GetDirectoryName(above))
        {
            // A file in submodules and in further working trees.
            var git = Path.Combine(above, ".git");
            if (Directory.Exists(git) || System.IO.File.Exists(git))
            {
                return above;
            }
        }

        return null;
    }

    /// <summary>Opens the store; nothing is read yet.</summary>
    /// <exception cref="IngotException">INGOT9202: the connection string cannot be read.</exception>
    public IRunStore Open(IDiagnosticSink diagnostics, TimeProvider time)
    {
        if (File is { } file)
        {
            return new SqliteRunStore(file, diagnostics, time);
        }

        try
        {
            return new PostgreSqlRunStore(ConnectionString!);
        }
        catch (ArgumentException)
        {
            // What is wrong with it is not repeated: it has a password.
            throw new IngotException(RunDiagnostics.StoreRefused.At(
                SourceLocation.None, $"The connection string of {Variable} cannot be read; expected one such as 'Host=db;Database=models;Username=ingot;Password=…', the path of a file, or '{None}'. Correct it."));
        }
    }

    private static RunStoreLocation InFolder(string folder) => new(Path.Combine(Path.GetFullPath(folder), FolderName, FileName), null);

    private static bool IsConnectionString(string said)
    {
        try
        {
            var builder = new DbConnectionStringBuilder { ConnectionString = said };
            return builder.ContainsKey("Host") || builder.ContainsKey("Server");
        }
        catch (ArgumentException)
        {
            return said.Contains("Host=", StringComparison.OrdinalIgnoreCase);
        }
    }
}
