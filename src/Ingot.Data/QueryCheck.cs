using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>Counts the queries of a ranking that have an order, which alone are learned from and measured: those of two rows or more with a grade of 1 or more.</summary>
internal sealed class QueryCheck(DuckDbSession session, ModelSpec spec, ModelSchema schema, ColumnPlaces places, IDiagnosticSink sink)
{
    private const double Many = 0.5;

    /// <summary>Looks at the training and the reference data.</summary>
    public void Run()
    {
        Look("training");
        Look("reference");
    }

    private void Look(string table)
    {
        var (group, label) = (DuckDbSession.Name(schema.Group!.Name), DuckDbSession.Name(schema.Label.Name));
        // A row without a query is a query of its own.
        var row = session.Query(
            $"SELECT count(*), count(*) FILTER (n = 1), count(*) FILTER (n > 1 AND best < 1) FROM (SELECT count(*) AS n, max({label}) AS best FROM {table} WHERE {group} IS NOT NULL GROUP BY {group} UNION ALL SELECT 1, {label} FROM {table} WHERE {group} IS NULL)")[0];
        var (all, single, without) = (DuckDbSession.Integer(row[0]), DuckDbSession.Integer(row[1]), DuckDbSession.Integer(row[2]));
        var none = single + without;
        if (none == 0)
        {
            return;
        }

        List<string> what = [];
        if (single > 0)
        {
            what.Add($"{DiagnosticText.Count(single, "query", "queries")} of one row");
        }

        if (without > 0)
        {
            what.Add($"{DiagnosticText.Count(without, "query", "queries")} without a grade of 1 or more in '{DiagnosticText.Shorten(schema.Label.Name)}'");
        }

        var remedy = none == all || none > Many * all
            ? $"Look whether '{DiagnosticText.Shorten(schema.Group.Name)}' is the column that names queries, and whether '{DiagnosticText.Shorten(schema.Label.Name)}' has the grades."
            : "If that is how they are, leave it so: they count in no metric, and nothing of their order is learned.";
        sink.Report(PrepareDiagnostics.QueriesWithoutOrder.At(
            none == all && table == "reference" && spec.ReferenceData.Count > 0 ? spec.ReferenceData[0].Location : places.Of(schema.Group),
            $"Of {DiagnosticText.Count(all, "query", "queries")} of '{DiagnosticText.Shorten(schema.Group.Name)}' in the {table} data {(none == all ? "none has" : $"{none:N0} {DiagnosticText.Agree(none, "has", "have")} no")} {(none == all ? "an " : string.Empty)}order that could be right or wrong: {string.Join(" and ", what)}. {remedy}") with
        {
            Severity = none == all ? DiagnosticSeverity.Error : none > Many * all ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
        });
    }
}
