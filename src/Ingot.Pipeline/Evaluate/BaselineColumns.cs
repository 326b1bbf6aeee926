using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Evaluate;

/// <summary>
/// Today's reference rows as a released model takes them. It answers today's question, with its own inputs: columns that it
/// could do without then it does without now, and what differs is said.
/// </summary>
/// <param name="baseline">The package.</param>
/// <param name="then">Its schema.</param>
/// <param name="today">Today's schema.</param>
/// <param name="location">The place of diagnostics.</param>
/// <param name="sink">Takes them.</param>
internal sealed class BaselineColumns(
    BaselineSpec baseline, ModelSchema then, ModelSchema today, SourceLocation location, IDiagnosticSink sink)
{
    private string Name => $"{baseline.Package} {baseline.Version}";

    /// <summary>The baseline's input columns of all rows; null when it cannot be asked, which has been reported.</summary>
    public Table? Adapt(Table reference)
    {
        if (OtherQuestion() is { } difference)
        {
            sink.Report(EvaluateDiagnostics.OtherQuestion.At(
                location,
                $"{Name} cannot be the baseline of this model: {FormattableString.Invariant(difference)}. Name a version that predicts the same (ModelBaselineVersion, or Against of the gate), or remove that until this model is released."));
            return null;
        }

        var features = then.Features.ToList();
        var faults = features.Select(f => Fault(f, reference.Find(f.Name))).OfType<FormattableString>().ToList();
        foreach (var fault in faults)
        {
            sink.Report(EvaluateDiagnostics.BaselineColumnMissing.At(
                location,
                $"{Name} cannot be scored on today's reference data: {FormattableString.Invariant(fault)}, or name a later version."));
        }

        if (faults.Count > 0)
        {
            return null;
        }

        ReportDifferences(features.ConvertAll(f => f.Name), reference);
        return new Table([.. features.Select(f => reference.Find(f.Name) ?? MissingColumn.Of(f, reference.Rows))], reference.Rows);
    }

    private FormattableString? OtherQuestion()
    {
        if (then.Task != today.Task)
        {
            return $"it is a {then.Task} model and this is a {today.Task} model";
        }

        // These are learned without the label, which only measures.
        if (today.Task.IsUnsupervised())
        {
            return null;
        }

        if (then.Label.Name != today.Label.Name)
        {
            return $"it predicts the column '{then.Label.Name}', this one '{today.Label.Name}'";
        }

        if (!then.Classes.ToHashSet(StringComparer.Ordinal).SetEquals(today.Classes))
        {
            return $"its classes are {string.Join(", ", then.Classes)}, this model's are {string.Join(", ", today.Classes)}";
        }

        return then.PositiveClass == today.PositiveClass
            ? null
            : (FormattableString)$"its positive class is '{then.PositiveClass}', this model's is '{today.PositiveClass}'";
    }

    /// <summary>What is wrong with a column, and what to do about it but for naming a later version.</summary>
    private static FormattableString? Fault(SchemaColumn feature, TableColumn? column)
    {
        if (column is null)
        {
            return feature.MinFraction < 1 ? null : (FormattableString)$"it needs the column '{feature.Name}', which they lack. Add the column to the data, if necessary with the role Ignored";
        }

        if (TypeOf(column) != feature.Type)
        {
            return $"the column '{feature.Name}' is of the type {TypeOf(column)}, but it takes {feature.Type}. Give the column that type again (the metadata Type of its Column item, or the schema)";
        }

        // It would take a missing truth value for false and a missing date for 1970.
        var missing = feature.CanBeMissing ? 0 : Enumerable.Range(0, column.Rows).Count(column.IsMissing);
        return missing == 0 ? null : (FormattableString)$"it needs a value of the column '{feature.Name}' in every row, and {DiagnosticText.Count(missing, "row")} {DiagnosticText.Agree(missing, "has", "have")} none. Fill them, leave such rows out with ModelFilter";
    }

    private void ReportDifferences(List<string> features, Table reference)
    {
        var absent = features.Where(f => reference.Find(f) is null).ToList();
        var unknown = today.Features.Select(f => f.Name).Except(features, StringComparer.Ordinal).ToList();
        var dropped = features.Except(today.Features.Select(f => f.Name), StringComparer.Ordinal).Except(absent, StringComparer.Ordinal).ToList();
        if (absent.Count + unknown.Count + dropped.Count == 0)
        {
            return;
        }

        var differences = new[]
        {
            Describe(unknown, c => $"it does not know {c}"),
            Describe(dropped, c => $"it takes {c}, which the model no longer does"),
            Describe(absent, c => $"it is scored without {c}, which the data lack"),
        };
        sink.Report(EvaluateDiagnostics.BaselineColumnsDiffer.At(
            location,
            $"{Name} has other inputs than this model: {string.Join("; ", differences.OfType<string>())}. The two models are compared with their own inputs on the same rows; check that this is what you mean."));
    }

    private static string? Describe(List<string> columns, Func<string, string> difference) =>
        columns.Count == 0 ? null : difference(string.Join(", ", columns));

    private static ColumnType TypeOf(TableColumn column) => column switch
    {
        NumberColumn => ColumnType.Number,
        BooleanColumn => ColumnType.Boolean,
        DateColumn => ColumnType.Date,
        _ => ColumnType.String,
    };
}
