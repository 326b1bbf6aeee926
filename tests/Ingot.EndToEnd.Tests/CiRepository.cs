using Ingot.Data;
using Ingot.Tests.Shared.Pipelines;

namespace Ingot.EndToEnd.Tests;

/// <summary>A repository with Churn and the pipelines that <c>dotnet new ingot-ci</c> writes, in which their commands are run as they stand in the files.</summary>
internal sealed class CiRepository
{
    private readonly Workshop _workshop;

    public CiRepository(Workshop workshop, string folder)
    {
        _workshop = workshop;
        Folder = folder;
        var hive = Path.Combine(folder, "hive");
        workshop.DotNet(folder, "new", "install", Path.Combine(Workshop.Feed, $"Ingot.Templates.{Workshop.IngotVersion}.nupkg"), "--debug:custom-hive", hive).Succeeded();
        workshop.DotNet(folder, "new", "ingot-ci", "--system", "all", "--debug:custom-hive", hive).Succeeded();
        workshop.GiveTool(folder);
        Model = new ModelFolder(workshop, Path.Combine(folder, "models"), "Churn");
    }

    public string Folder { get; }

    public ModelFolder Model { get; }

    /// <summary>Commits the models to the branch <c>main</c>, which is also that of the origin <c>origin.git</c>.</summary>
    public void Commit() => Bash("""
        git init --quiet --initial-branch main .
        git add models .github
        git commit --quiet -m "A model"
        git init --quiet --bare --initial-branch main origin.git
        git remote add origin origin.git
        git push --quiet origin main
        """).Ended(0);

    /// <summary>Runs a step of GitHub's or Azure's.</summary>
    public RunResult Run(string file, string step, Dictionary<string, string?>? variables = null) =>
        Run(PipelineFile.Read(Path.Combine(Folder, file)).Step(step), variables);

    /// <summary>Runs a part of a job of GitLab's.</summary>
    public RunResult RunJob(string job, string part, Dictionary<string, string?> variables) =>
        Run(PipelineFile.Read(Path.Combine(Folder, ".gitlab-ci.yml")).Step(part, job), variables);

    /// <summary>Runs commands in the repository.</summary>
    public RunResult Bash(string commands, Dictionary<string, string?>? variables = null) => _workshop.Run(
        "bash",
        Folder,
        new Dictionary<string, string?>(variables ?? [])
        {
            ["GIT_AUTHOR_NAME"] = "CI",
            ["GIT_AUTHOR_EMAIL"] = "ci@example.org",
            ["GIT_COMMITTER_NAME"] = "CI",
            ["GIT_COMMITTER_EMAIL"] = "ci@example.org",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        },
        "-e", "-c", commands);

    /// <summary>Writes a log in which rows were served during the last days, in the order in which they are.</summary>
    /// <param name="rows">A file with the rows as <c>monitoring.parquet</c> has them.</param>
    /// <param name="condition">Which of them.</param>
    /// <param name="label">Their labels, in SQL; empty: none have come.</param>
    /// <returns>The folder of the log.</returns>
    public string Serve(string rows, string condition, string label = "")
    {
        var log = Path.Combine(Folder, "log");
        using var database = new DuckDbSession();
        database.Execute($"""
            CREATE TABLE served AS
            SELECT 'r' || row_number() OVER () AS ingot_id, 0::BIGINT AS ingot_row, date_trunc('day', now()) - INTERVAL 3 DAY + INTERVAL 1 MINUTE * row_number() OVER () AS ingot_timestamp,
              900::BIGINT AS ingot_latency_us, 'Contoso.Churn' AS ingot_package, '1.0.0' AS ingot_version, 'production' AS ingot_channel, 'ok' AS ingot_status, COLUMNS(c -> NOT starts_with(c, 'ingot_'))
            FROM (SELECT *, {(label.Length > 0 ? label : "NULL")} AS came FROM {DuckDbSession.Text(rows)} WHERE {condition})
            """);
        void Copy(string part, string columns)
        {
            var day = Directory.CreateDirectory(Path.Combine(log, part, $"ingot_date={DateTime.UtcNow:yyyy-MM-dd}")).FullName;
            database.Execute($"COPY (SELECT {columns} FROM served) TO {DuckDbSession.Text(Path.Combine(day, "a.parquet"))} (FORMAT parquet)");
        }

        Copy("predictions/ingot_package=Contoso.Churn/ingot_version=1.0.0", "* EXCLUDE (came)");
        if (label.Length > 0)
        {
            Copy(
                "labels/ingot_package=Contoso.Churn",
                "ingot_id, ingot_row, came AS ingot_label, NULL::DOUBLE AS ingot_label_value, ingot_timestamp + INTERVAL 1 HOUR AS ingot_labelled, row_number() OVER () AS ingot_sequence");
        }

        return log;
    }

    private RunResult Run(PipelineStep step, Dictionary<string, string?>? variables) => Bash(step.Script, new Dictionary<string, string?>(variables ?? [])
    {
        ["MODELS"] = "models/*/*.csproj",
        ["CHANNEL"] = "production",
        ["ContinuousIntegrationBuild"] = "true",
    });
}
