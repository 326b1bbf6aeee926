namespace Ingot.Monitoring.PostgreSql.Tests;

/// <summary>A test that needs the programs of a PostgreSQL server. Where there are none it is reported as skipped; in CI on Linux, which installs it, it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute() => Skip = PostgreSqlServer.Programs is null && !(OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("CI") == "true")
        ? "There are no programs of a PostgreSQL server: neither initdb on PATH nor /usr/lib/postgresql/VERSION/bin. On Debian: apt-get install postgresql."
        : null;
}
