namespace Ingot.Monitoring.PostgreSql;

/// <summary>The tables of a prediction log, in a schema of their own.</summary>
/// <param name="schema">The schema's name.</param>
internal sealed class Tables(string schema)
{
    public string Journals { get; } = Qualified(schema, "journals");

    public string Predictions { get; } = Qualified(schema, "predictions");

    public string Labels { get; } = Qualified(schema, "labels");

    public string LastLabels { get; } = Qualified(schema, "last_labels");

    public string LabelledPredictions { get; } = Qualified(schema, "labelled_predictions");

    /// <summary>
    /// Makes what is missing. One process at a time: two that make the same table at once would fail. The view is the last that is
    /// made, so whoever finds it finds everything.
    /// </summary>
    public string Create => $$"""
        SELECT pg_advisory_xact_lock(hashtext('ingot'), hashtext({{Literal(schema)}}));

        CREATE SCHEMA IF NOT EXISTS {{Name(schema)}};

        CREATE TABLE IF NOT EXISTS {{Journals}} (
            journal text PRIMARY KEY,
            stored timestamptz NOT NULL DEFAULT now()
        );

        CREATE TABLE IF NOT EXISTS {{Predictions}} (
            ingot_id text NOT NULL,
            ingot_row bigint NOT NULL,
            ingot_timestamp timestamptz NOT NULL,
            ingot_latency_us bigint NOT NULL,
            ingot_package text NOT NULL,
            ingot_version text NOT NULL,
            ingot_channel text,
            ingot_status text NOT NULL,
            inputs jsonb NOT NULL,
            outputs jsonb NOT NULL
        );

        CREATE INDEX IF NOT EXISTS predictions_by_id ON {{Predictions}} (ingot_package, ingot_id, ingot_row);
        CREATE INDEX IF NOT EXISTS predictions_by_version ON {{Predictions}} (ingot_package, ingot_version, ingot_timestamp);
        CREATE INDEX IF NOT EXISTS predictions_by_time ON {{Predictions}} (ingot_timestamp);

        CREATE TABLE IF NOT EXISTS {{Labels}} (
            ingot_package text NOT NULL,
            ingot_id text NOT NULL,
            ingot_row bigint NOT NULL,
            ingot_label text,
            ingot_label_value double precision,
            ingot_labelled timestamptz NOT NULL,
            ingot_sequence bigint NOT NULL,
            ingot_journal text NOT NULL
        );

        CREATE INDEX IF NOT EXISTS labels_by_id ON {{Labels}} (ingot_package, ingot_id, ingot_row);
        CREATE INDEX IF NOT EXISTS labels_by_time ON {{Labels}} (ingot_labelled);

        CREATE OR REPLACE VIEW {{LastLabels}} AS
            SELECT DISTINCT ON (ingot_package, ingot_id, ingot_row) ingot_package, ingot_id, ingot_row, ingot_label, ingot_label_value, ingot_labelled
            FROM {{Labels}}
            ORDER BY ingot_package, ingot_id, ingot_row, ingot_labelled DESC, ingot_sequence DESC, ingot_journal DESC;

        CREATE OR REPLACE VIEW {{LabelledPredictions}} AS
            SELECT p.*, l.ingot_label, l.ingot_label_value, l.ingot_labelled
            FROM {{Predictions}} p LEFT JOIN {{LastLabels}} l USING (ingot_package, ingot_id, ingot_row);
        """;

    /// <summary>Takes the rows of predictions.</summary>
    public string CopyPredictions => $"COPY {Predictions} (ingot_id, ingot_row, ingot_timestamp, ingot_latency_us, ingot_package, ingot_version, ingot_channel, ingot_status, inputs, outputs) FROM STDIN (FORMAT BINARY)";

    /// <summary>Takes the rows of labels.</summary>
    public string CopyLabels => $"COPY {Labels} (ingot_id, ingot_row, ingot_label, ingot_label_value, ingot_labelled, ingot_sequence, ingot_package, ingot_journal) FROM STDIN (FORMAT BINARY)";

    private static string Qualified(string schema, string table) => $"{Name(schema)}.{Name(table)}";

    private static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
