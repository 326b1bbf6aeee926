using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Training;

/// <summary>
/// Looks for columns whose values do not fit the 32 bits that the schema gives them: of a schema that was inferred from other data,
/// or written by hand.
/// </summary>
internal static class PrecisionCheck
{
    // Values that spread over more steps of float32 than this lose no more than their last digits.
    private const double EnoughSteps = 1 << 16;

    /// <summary>Reports them.</summary>
    public static void Run(ModelSpec spec, ModelSchema schema, Table training, IDiagnosticSink sink)
    {
        foreach (var column in schema.Features.Where(c => c.DataType == TensorDataType.Float32))
        {
            var values = ((NumberColumn)training[column.Name]).Values;
            if (!MayFold(values))
            {
                continue;
            }

            var distinct = values.Where(v => !double.IsNaN(v)).ToHashSet();
            var left = distinct.Select(v => (float)v).ToHashSet();
            if (left.Count < distinct.Count)
            {
                sink.Report(TrainDiagnostics.PrecisionTooLow.At(
                    spec.SchemaLocation,
                    $"Column '{DiagnosticText.Shorten(column.Name)}' has 32 bits in the schema, in which {DiagnosticText.Count(distinct.Count, "distinct value")} of the training data become {left.Count:N0}: the model cannot tell the others apart. Write \"precision\": \"Float64\" for it, or give it a role other than Feature."));
            }
        }
    }

    private static bool MayFold(double[] values)
    {
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            // NaN is neither less nor greater.
            least = value < least ? value : least;
            greatest = value > greatest ? value : greatest;
        }

        var size = (float)Math.Max(Math.Abs(least), Math.Abs(greatest));
        return least < greatest && (float.IsInfinity(size) || greatest - least < EnoughSteps * (MathF.BitIncrement(size) - size));
    }
}
