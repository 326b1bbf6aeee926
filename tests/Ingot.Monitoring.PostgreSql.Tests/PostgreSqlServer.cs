using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Ingot.Monitoring.PostgreSql.Tests;

/// <summary>A PostgreSQL server on a free port of this machine, with a cluster in a temporary folder. It starts when it is first needed.</summary>
public sealed class PostgreSqlServer : IDisposable
{
    // The server refuses to be started by root; Debian's package makes this user.
    private const string OtherUser = "postgres";

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-postgresql-").FullName;
    private int _port;
    private bool _isMade;

    /// <summary>The folder of the server's programs; null: there are none.</summary>
    public static string? Programs { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(Directory.Exists("/usr/lib/postgresql")
                ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
                : [])
            .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "pg_ctl")));

    private string Data => Path.Combine(_folder, "data");

    public void Dispose()
    {
        if (_isMade)
        {
            Control("stop", "-m", "immediate");
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The connection string of a database of that name, which is made when it is missing; starts the server.</summary>
    public string Database(string name)
    {
        if (!_isMade)
        {
            MakeCluster();
        }

        using var connection = Open("postgres");
        if (Scalar(connection, "SELECT count(*) FROM pg_database WHERE datname = $1", name) is 0L)
        {
            Execute(connection, $"CREATE DATABASE \"{name}\"");
        }

        return ConnectionString(name);
    }

    /// <summary>Stops the server as a crash would.</summary>
    public void Stop() => Control("stop", "-m", "immediate");

    /// <summary>Starts the server again.</summary>
    public void Start() => Control(
        "start",
        "-l", Path.Combine(_folder, "log"),
        "-o", string.Create(CultureInfo.InvariantCulture, $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=40"));

    /// <summary>A connection that is not pooled.</summary>
    public NpgsqlConnection Open(string database)
    {
        var connection = new NpgsqlConnection(ConnectionString(database));
        connection.Open();
        return connection;
    }

    public static object? Scalar(NpgsqlConnection connection, string sql, params object[] parameters)
    {
        using var command = Command(connection, sql, parameters);
        return command.ExecuteScalar();
    }

    public static int Execute(NpgsqlConnection connection, string sql, params object[] parameters)
    {
        using var command = Command(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query as texts with a bar between them.</summary>
    public static List<string> Rows(NpgsqlConnection connection, string sql)
    {
        using var command = Command(connection, sql, []);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? string.Empty : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] parameters)
    {
#pragma warning disable CA2100 // The tests' own.
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        Array.ForEach(parameters, p => command.Parameters.Add(new NpgsqlParameter { Value = p }));
        return command;
    }

    private string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=ingot;Database={database};Pooling=false;Timeout=10");

    private void MakeCluster()
    {
        if (Programs is null)
        {
            throw new InvalidOperationException("There are no programs of a PostgreSQL server, and in CI these tests must not be skipped: install Debian's package postgresql.");
        }

        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            _port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        if (Environment.UserName == "root")
        {
            Run("chown", OtherUser, _folder);
        }

        RunAsOther("initdb", "-D", Data, "-A", "trust", "-U", "ingot", "-E", "UTF8", "--no-locale", "--no-sync");
        Start();
        _isMade = true;
    }

    private void Control(string verb, params string[] arguments) => RunAsOther("pg_ctl", [verb, "-D", Data, "-w", "-t", "120", .. arguments]);

    private static void RunAsOther(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        if (Environment.UserName == "root")
        {
            Run("runuser", ["-u", OtherUser, "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        // The server must not hold our pipes open: what it says goes into its log.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "cd / && exec \"$@\" > \"$0\" 2>&1 < /dev/null", Path.GetTempFileName(), program, .. arguments]))!;
        process.WaitForExit();
        var output = process.StartInfo.ArgumentList[2];
        var said = File.ReadAllText(output);
        File.Delete(output);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {said}");
        }
    }
}
