using Ingot.Core.Diagnostics;
using Ingot.Core.Expressions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>Checks that features that are computed fit the columns.</summary>
internal static class ExpressionAgreement
{
    /// <summary>Reports what does not fit (INGOT1041).</summary>
    public static void Check(ModelSpec spec, ModelSchema schema, IDiagnosticSink sink)
    {
        var names = schema.Columns.Select(c => c.Name).Concat(schema.Inputs.Select(i => i.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var feature in spec.Features)
        {
            if (!names.Add(feature.Name))
            {
                sink.Report(PrepareDiagnostics.ExpressionDoesNotFit.At(
                    feature.Location, $"The feature '{feature.Name}' has the name of a column or of another feature. Give it a name of its own."));
            }

            try
            {
                var type = ExpressionCheck.TypeOf(feature.Parsed, schema.Columns);
                if (type is not (ExpressionType.Number or ExpressionType.Truth) || ExpressionCheck.Columns(feature.Parsed).Count == 0)
                {
                    sink.Report(PrepareDiagnostics.ExpressionDoesNotFit.At(
                        feature.Location,
                        $"The expression '{DiagnosticText.Shorten(feature.Text)}' of the feature '{feature.Name}' {(type is ExpressionType.Number or ExpressionType.Truth ? "names no column, so it is the same for every row" : $"gives a {(type == ExpressionType.Date ? "date" : "text")}; expected a number or a condition")}. Correct it."));
                }
            }
            catch (ExpressionException e)
            {
                sink.Report(PrepareDiagnostics.ExpressionDoesNotFit.At(
                    feature.Location, $"The expression '{DiagnosticText.Shorten(feature.Text)}' of the feature '{feature.Name}' has, {FeatureSpec.Fault(feature.Text, e)}."));
            }
        }
    }
}
