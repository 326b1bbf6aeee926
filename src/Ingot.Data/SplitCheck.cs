using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>Looks whether training and reference data are divided as the model's rows are to be: by groups, or by time.</summary>
internal sealed class SplitCheck(DuckDbSession session, ModelSpec spec, SplitPlan plan, ColumnPlaces places, bool isRanking, IDiagnosticSink sink)
{
    private const int Examples = 3;

    private string Column => DuckDbSession.Name(plan.Column!.Name);

    /// <summary>Tells that rows with times are divided at random, as nothing was said of it.</summary>
    public void TellTimes(ModelSchema schema)
    {
        if (spec.Split is null && schema.Columns.FirstOrDefault(c => c.Role == ColumnRole.Timestamp) is { } times)
        {
            sink.Report(PrepareDiagnostics.RandomSplitOfTimes.At(
                places.Of(times),
                $"The column '{DiagnosticText.Shorten(times.Name)}' says when rows were true, and rows are divided {(plan.Kind == SplitKind.Group ? $"by group ('{DiagnosticText.Shorten(plan.Column!.Name)}')" : "at random")}: what is held out is not newer than what is learned from, as it is in production. Write <ModelSplit>Time</ModelSplit> to hold out the newest rows, or ModelSplit={plan.Kind} to keep it as it is."));
        }
    }

    /// <summary>Looks at reference data of the project's own.</summary>
    public void CompareReference()
    {
        if (plan.Kind == SplitKind.Group)
        {
            FindSharedGroups();
        }
        else if (plan.Kind == SplitKind.Time)
        {
            FindOlderRows();
        }
    }

    private void FindSharedGroups()
    {
        var shared = $"SELECT DISTINCT {Column} AS g FROM reference WHERE {Column} IN (SELECT {Column} FROM training)";
        var groups = session.Count($"SELECT count(*) FROM ({shared})");
        if (groups == 0)
        {
            return;
        }

        var rows = session.Count($"SELECT count(*) FROM reference WHERE {Column} IN (SELECT {Column} FROM training)");
        var all = session.Count("SELECT count(*) FROM reference");
        var examples = session.Query($"SELECT g::VARCHAR FROM ({shared}) ORDER BY 1 LIMIT {Examples}").Select(r => (string)r[0]!);
        sink.Report(PrepareDiagnostics.SharedGroups.At(
            spec.ReferenceData[0].Location,
            $"{rows:N0} of {DiagnosticText.Count(all, "reference row")} are of {DiagnosticText.Count(groups, "group")} of '{DiagnosticText.Shorten(plan.Column!.Name)}' that {DiagnosticText.Agree(groups, "stands", "stand")} in the training data too ({DiagnosticText.List(examples)}{(groups > Examples ? ", …" : string.Empty)}): metrics on them say how well known groups are predicted, not new ones. Move all rows of a group to one side, {(isRanking ? "or let ModelReferenceFraction do it" : "let ModelReferenceFraction do it, or write ModelSplit=Random if the same groups come again in production")}."));
    }

    private void FindOlderRows()
    {
        var gap = (plan.Gap.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);
        var rows = session.Count($"SELECT count(*) FROM reference WHERE epoch_us({Column}) <= (SELECT max(epoch_us({Column})) FROM training) + {gap}");
        if (rows == 0)
        {
            return;
        }

        var all = session.Count("SELECT count(*) FROM reference");
        var newest = (string)session.Query($"SELECT strftime(max({Column}), '%Y-%m-%d %H:%M:%S') FROM training")[0][0]!;
        sink.Report(PrepareDiagnostics.OlderReference.At(
            spec.ReferenceData[0].Location,
            $"{rows:N0} of {DiagnosticText.Count(all, "reference row")} {DiagnosticText.Agree(rows, "is", "are")} not newer by '{DiagnosticText.Shorten(plan.Column!.Name)}' than the newest training row, of {newest}{(plan.Gap > TimeSpan.Zero ? $", by the gap of {plan.Gap.TotalDays:0.####} days" : string.Empty)}: the model knows what came after them, as it never does in production. Move such rows to the training data, or let ModelReferenceFraction divide them."));
    }
}
