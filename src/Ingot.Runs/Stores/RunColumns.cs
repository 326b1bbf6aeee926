using System.Data.Common;
using Ingot.Core.Runs;
using Ingot.Core.Schemas;

namespace Ingot.Runs.Stores;

/// <summary>A run as a row of the table <c>runs</c>, and back.</summary>
internal static class RunColumns
{
    /// <summary>The columns that <see cref="Of"/> gives values of, in its order.</summary>
    public static IReadOnlyList<string> Written { get; } =
    [
        "id", "kind", "state", "model", "task", "version", "project", "parent", "build", "started", "ended", "fault",
        "data_sha256", "reference_sha256", "schema_sha256", "parameters_sha256", "model_sha256", "evaluate_key",
        "git_commit", "git_clean", "tool", "system", "dotnet", "processors", "seed",
        "gates_passed", "gates_failed", "gates_inconclusive", "gates_skipped", "notes",
    ];

    /// <summary>Those that people change: writing a known run leaves them alone.</summary>
    public static IReadOnlyCollection<string> OfPeople { get; } = ["notes"];

    /// <summary>The values of a run.</summary>
    public static object?[] Of(Run run) =>
    [
        run.Id, run.Kind.ToString(), run.State.ToString(), run.Model, run.Task?.ToString(), run.Version, run.Project, run.Parent, run.Build, Time(run.Started), Time(run.Ended), run.Fault,
        run.Hashes.Data, run.Hashes.Reference, run.Hashes.Schema, run.Hashes.Parameters, run.Hashes.Model, run.Hashes.Key,
        run.Commit?.Hash, run.Commit is { } commit ? Bit(commit.IsClean) : null, run.Environment?.Tool, run.Environment?.System, run.Environment?.DotNet, (long?)run.Environment?.Processors, run.Seed,
        (long?)run.Gates?.Passed, (long?)run.Gates?.Failed, (long?)run.Gates?.Inconclusive, (long?)run.Gates?.Skipped, run.Notes,
    ];

    /// <summary>The run of a row that begins with <see cref="Written"/>, without what other tables hold.</summary>
    public static Run Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Kind = Enum.Parse<RunKind>(row.GetString(1)),
        State = Enum.Parse<RunState>(row.GetString(2)),
        Model = row.GetString(3),
        Task = Text(row, 4) is { } task && Enum.TryParse<ModelTask>(task, out var known) ? known : null,
        Version = Text(row, 5),
        Project = Text(row, 6),
        Parent = Text(row, 7),
        Build = Text(row, 8),
        Started = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9)),
        Ended = Number(row, 10) is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null,
        Fault = Text(row, 11),
        Hashes = new RunHashes { Data = Text(row, 12), Reference = Text(row, 13), Schema = Text(row, 14), Parameters = Text(row, 15), Model = Text(row, 16), Key = Text(row, 17) },
        Commit = Text(row, 18) is { } commit ? new RunCommit(commit, Number(row, 19) == 1) : null,
        Environment = Text(row, 20) is { } tool ? new RunEnvironment(tool, Text(row, 21) ?? string.Empty, Text(row, 22) ?? string.Empty, (int)(Number(row, 23) ?? 0)) : null,
        Seed = Number(row, 24),
        Gates = Number(row, 25) is { } passed ? new RunGates((int)passed, (int)(Number(row, 26) ?? 0), (int)(Number(row, 27) ?? 0), (int)(Number(row, 28) ?? 0)) : null,
        Notes = Text(row, 29),
    };

    /// <summary>A time as it is stored.</summary>
    public static long? Time(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    /// <summary>A text of a row; null where there is none.</summary>
    public static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A whole number of a row; null where there is none.</summary>
    public static long? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>A number of a row; NaN where there is none.</summary>
    public static double Real(DbDataReader row, int column) => row.IsDBNull(column) ? double.NaN : row.GetDouble(column);

    /// <summary>A number as it is stored: NaN has no place in SQLite.</summary>
    public static object? Real(double value) => double.IsNaN(value) ? null : value;

    /// <summary>Yes or no as it is stored.</summary>
    public static long? Bit(bool? value) => value switch { true => 1, false => 0, null => null };
}
