using Ingot.Data;
using Ingot.Monitoring.Columns;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Queries;

/// <summary>The views over a log's folder that queries are about.</summary>
/// <param name="session">The database.</param>
internal sealed class LogViews(DuckDbSession session)
{
    private const string Labels = "ingot_package, ingot_id, ingot_row, ingot_label, ingot_label_value, ingot_labelled, ingot_sequence";

    private static readonly string[] LabelTypes = ["VARCHAR", "VARCHAR", "BIGINT", "VARCHAR", "DOUBLE", "TIMESTAMPTZ", "BIGINT"];

    /// <summary>Makes <c>predictions</c>, <c>labels</c> and <c>labelled</c>.</summary>
    /// <param name="predictions">Files with predictions; what one lacks that others have is missing.</param>
    /// <param name="labels">Files with labels.</param>
    public void Make(IReadOnlyList<string> predictions, IReadOnlyList<string> labels)
    {
        session.Execute($"CREATE VIEW predictions AS {(predictions.Count > 0
            ? $"SELECT * FROM read_parquet([{List(predictions)}], union_by_name=true, hive_partitioning=false)"
            : $"SELECT {string.Join(", ", PredictionSchema.Own.Select(c => $"NULL::{Type(c)} AS {c.Name}"))} WHERE false")}");

        // The files do not say whose labels they have; their folder does.
        session.Execute($"CREATE VIEW came AS {(labels.Count > 0
            ? $"SELECT regexp_extract(filename, '{LogNames.Package}=([^/\\\\]+)', 1) AS ingot_package, * EXCLUDE (filename), filename AS ingot_file FROM read_parquet([{List(labels)}], union_by_name=true, hive_partitioning=false, filename=true)"
            : $"SELECT {string.Join(", ", Labels.Split(", ").Zip(LabelTypes, (name, type) => $"NULL::{type} AS {name}"))}, NULL::VARCHAR AS ingot_file WHERE false")}");
        session.Execute($"CREATE VIEW labels AS SELECT {Labels} FROM came");
        session.Execute($"""
            CREATE VIEW labelled AS
            SELECT p.*, l.ingot_label, l.ingot_label_value, l.ingot_labelled
            FROM predictions p LEFT JOIN (
                SELECT * FROM came
                QUALIFY row_number() OVER (PARTITION BY ingot_package, ingot_id, ingot_row ORDER BY ingot_labelled DESC, ingot_sequence DESC, ingot_file DESC) = 1
            ) l USING (ingot_package, ingot_id, ingot_row)
            """);
    }

    private static string List(IReadOnlyList<string> files) => string.Join(", ", files.Select(DuckDbSession.Text));

    private static string Type(LogColumn column) => column.Type == LogColumnType.Instant ? "TIMESTAMPTZ" : column.StagedType;
}
