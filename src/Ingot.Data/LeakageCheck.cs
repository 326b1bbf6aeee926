using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>Looks for reference rows that also stand, equal in every column, in the training data.</summary>
internal static class LeakageCheck
{
    public static void Run(DuckDbSession session, ModelSpec spec, ModelSchema schema, IDiagnosticSink sink)
    {
        // Rows are compared by DuckDB's 64-bit hash of all columns: a chance match is rarer than 1 in 10^6 for 10^6 rows each.
        var hash = $"hash({string.Join(", ", schema.Columns.Select(c => DuckDbSession.Name(c.Name)))})";
        var leaked = 0L;
        session.Narrowly(schema.Columns.Count, () => leaked = session.Count($"SELECT count(*) FROM (SELECT {hash} AS h FROM reference) WHERE h IN (SELECT {hash} FROM training)"));
        if (leaked == 0)
        {
            return;
        }

        var rows = session.Count("SELECT count(*) FROM reference");
        var share = (double)leaked / rows;
        var diagnostic = PrepareDiagnostics.Leakage.At(
            spec.ReferenceData[0].Location,
            $"{leaked:N0} of {rows:N0} reference rows ({share * 100:0.0##} %) {DiagnosticText.Agree(leaked, "is", "are")} also in the training data; at most {spec.MaxLeakage * 100:0.##} % may. Metrics on them flatter the model: remove them, or raise ModelMaxLeakage if equal rows are natural.");
        sink.Report(share > spec.MaxLeakage ? diagnostic with { Severity = DiagnosticSeverity.Error } : diagnostic);
    }
}
