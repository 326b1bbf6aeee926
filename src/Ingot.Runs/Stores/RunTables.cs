namespace Ingot.Runs.Stores;

/// <summary>The tables of a store, in the SQL that SQLite and PostgreSQL share. Times are milliseconds since 1970, UTC.</summary>
internal static class RunTables
{
    /// <summary>The form of the tables that this Ingot reads and writes.</summary>
    public static int Newest => Steps.Length;

    /// <summary>The tables, parents before children.</summary>
    public static IReadOnlyList<string> All { get; } = ["runs", "parameters", "metrics", "steps", "tags"];

    /// <summary>What makes each form of the one before, from none on. A step that was released is never changed.</summary>
    /// <remarks><c>{number}</c> is how the database counts rows.</remarks>
    public static string[] Steps { get; } =
    [
        """
        CREATE TABLE runs (
            number {number},
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            state TEXT NOT NULL,
            model TEXT NOT NULL,
            task TEXT,
            version TEXT,
            project TEXT,
            parent TEXT,
            build TEXT,
            started BIGINT NOT NULL,
            ended BIGINT,
            fault TEXT,
            data_sha256 TEXT,
            reference_sha256 TEXT,
            schema_sha256 TEXT,
            parameters_sha256 TEXT,
            model_sha256 TEXT,
            evaluate_key TEXT,
            git_commit TEXT,
            git_clean BIGINT,
            tool TEXT,
            system TEXT,
            dotnet TEXT,
            processors BIGINT,
            seed BIGINT,
            gates_passed BIGINT,
            gates_failed BIGINT,
            gates_inconclusive BIGINT,
            gates_skipped BIGINT,
            notes TEXT,
            owner_machine TEXT,
            owner_process BIGINT,
            owner_started BIGINT,
            seen BIGINT NOT NULL
        );
        CREATE INDEX runs_by_start ON runs (started);
        CREATE INDEX runs_by_parent ON runs (parent);
        CREATE INDEX runs_by_build ON runs (build);
        CREATE INDEX runs_by_state ON runs (state);

        CREATE TABLE parameters (
            run BIGINT NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (run, name)
        );

        CREATE TABLE metrics (
            run BIGINT NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
            name TEXT NOT NULL,
            data TEXT NOT NULL,
            slice TEXT NOT NULL,
            value DOUBLE PRECISION,
            low DOUBLE PRECISION,
            high DOUBLE PRECISION,
            rows BIGINT,
            higher_is_better BIGINT,
            PRIMARY KEY (run, name, data, slice)
        );

        CREATE TABLE steps (
            run BIGINT NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
            stage TEXT NOT NULL,
            started BIGINT NOT NULL,
            ended BIGINT,
            outcome TEXT,
            PRIMARY KEY (run, stage)
        );

        CREATE TABLE tags (
            run BIGINT NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
            name TEXT NOT NULL,
            PRIMARY KEY (run, name)
        );
        """,
    ];
}
