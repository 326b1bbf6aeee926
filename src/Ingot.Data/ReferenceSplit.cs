using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// Moves a share of the training rows to the reference data. At random it goes by each row's own values (MD5), of groups by the group's name: the same row, or group, is on the
/// same side whatever stands around it, on every platform and with every version of the database, and equal rows stay on one side. By time the newest rows move.
/// </summary>
internal sealed class ReferenceSplit(DuckDbSession session, ModelSpec spec, SplitPlan plan, IDiagnosticSink sink)
{
    private const string Training = "training";
    private const string Reference = "reference";

    private string Column => DuckDbSession.Name(plan.Column!.Name);

    /// <summary>Moves them.</summary>
    /// <param name="columns">The columns of the rows.</param>
    /// <exception cref="IngotException">INGOT1001: one side would be left without a row. INGOT1046: groups or times do not give two sides.</exception>
    public void Run(IEnumerable<string> columns)
    {
        if (plan.Kind == SplitKind.Time)
        {
            ByTime();
            return;
        }

        // Hashes are 64-bit numbers, evenly spread.
        var bound = ((ulong)(spec.ReferenceFraction!.Value * 18446744073709551616.0)).ToString(CultureInfo.InvariantCulture);
        var values = string.Join(", ", columns.Select(c => $"{DuckDbSession.Name(c)}::VARCHAR"));
        var row = $"md5_number_lower(concat_ws(chr(31), {values}))";
        Move($"{(plan.Kind == SplitKind.Group ? $"CASE WHEN {Column} IS NULL THEN {row} ELSE md5_number_lower({Column}::VARCHAR) END" : row)} < {bound}::UBIGINT");
        if (plan.Kind == SplitKind.Group)
        {
            RequireBothSides($"There {DiagnosticText.Agree(Groups(Training) + Groups(Reference), "is", "are")} {DiagnosticText.Count(Groups(Training) + Groups(Reference), "group")} of '{DiagnosticText.Shorten(plan.Column!.Name)}'. Give rows of more groups, another fraction, or ReferenceData of your own.");
            sink.Report(PrepareDiagnostics.HowSplit.At(
                spec.LocationOf("ModelReferenceFraction"),
                $"ModelReferenceFraction={spec.ReferenceFraction} by group '{DiagnosticText.Shorten(plan.Column!.Name)}' ({plan.Why}): {DiagnosticText.Count(Rows(Training), "training row")} of {DiagnosticText.Count(Groups(Training), "group")}, {DiagnosticText.Count(Rows(Reference), "reference row")} of {DiagnosticText.Count(Groups(Reference), "group")}."));
            return;
        }

        foreach (var table in (string[])[Training, Reference])
        {
            if (Rows(table) == 0)
            {
                throw new IngotException(PrepareDiagnostics.InvalidProject.At(
                    spec.LocationOf("ModelReferenceFraction"),
                    $"ModelReferenceFraction={spec.ReferenceFraction} leaves no {table} rows. Provide more rows, or name separate reference data with <ReferenceData Include=\"…\" />."));
            }
        }
    }

    private void ByTime()
    {
        // Rows of the same time stay together: of the times, the one from which on the rows are most nearly the share that is asked for.
        var rows = Rows(Training);
        var wanted = (rows * spec.ReferenceFraction!.Value).ToString("R", CultureInfo.InvariantCulture);
        var cuts = session.Query(
            $"SELECT t FROM (SELECT t, sum(n) OVER (ORDER BY t DESC) AS later FROM (SELECT epoch_us({Column}) AS t, count(*) AS n FROM {Training} WHERE {Column} IS NOT NULL GROUP BY 1)) WHERE t > (SELECT min(epoch_us({Column})) FROM {Training}) ORDER BY abs(later - {wanted}), t DESC LIMIT 1");
        if (cuts.Count == 0)
        {
            throw CannotSplit($"all rows have the same time, or none. Take another column, or ReferenceData of your own.");
        }

        var cut = DuckDbSession.Integer(cuts[0][0]);
        var until = cut - (plan.Gap.Ticks / TimeSpan.TicksPerMicrosecond);
        Move($"coalesce(epoch_us({Column}) >= {cut}, false)");
        session.Execute($"DELETE FROM {Training} WHERE epoch_us({Column}) >= {until}");
        var between = rows - Rows(Training) - Rows(Reference);
        RequireBothSides($"{(plan.Gap > TimeSpan.Zero ? $"{between:N0} rows lie in the gap of {plan.Gap.TotalDays:0.####} days. Shorten ModelSplitGap" : "Give another fraction")}, or give older rows.");
        sink.Report(PrepareDiagnostics.HowSplit.At(
            spec.LocationOf("ModelReferenceFraction"),
            $"ModelReferenceFraction={spec.ReferenceFraction} by time '{DiagnosticText.Shorten(plan.Column!.Name)}': {DiagnosticText.Count(Rows(Training), "training row")} up to {Newest(Training, "max")}, {DiagnosticText.Count(Rows(Reference), "reference row")} from {Newest(Reference, "min")} on{(between > 0 ? $"; {between:N0} between them are left out" : string.Empty)}."));
    }

    private void Move(string isReference)
    {
        session.Execute($"CREATE TABLE {Reference} AS SELECT * FROM {Training} WHERE {isReference}");
        session.Execute($"DELETE FROM {Training} WHERE {isReference}");
    }

    private void RequireBothSides(FormattableString why)
    {
        foreach (var table in (string[])[Training, Reference])
        {
            if (Rows(table) == 0)
            {
                throw CannotSplit($"no {table} rows would be left. {why.ToString(CultureInfo.InvariantCulture)}");
            }
        }
    }

    private IngotException CannotSplit(FormattableString why) => new(PrepareDiagnostics.CannotSplit.At(
        spec.LocationOf("ModelReferenceFraction"),
        $"ModelReferenceFraction={spec.ReferenceFraction} cannot divide the rows by {(plan.Kind == SplitKind.Group ? "group" : "time")} '{DiagnosticText.Shorten(plan.Column!.Name)}': {why.ToString(CultureInfo.InvariantCulture)}"));

    private long Rows(string table) => session.Count($"SELECT count(*) FROM {table}");

    private long Groups(string table) => session.Count($"SELECT count(DISTINCT {Column}) + count(*) - count({Column}) FROM {table}");

    private string Newest(string table, string which) =>
        (string)session.Query($"SELECT strftime({which}({Column}), '%Y-%m-%d %H:%M:%S') FROM {table}")[0][0]!;
}
