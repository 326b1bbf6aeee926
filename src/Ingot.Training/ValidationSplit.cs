using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;

namespace Ingot.Training;

/// <summary>Which rows are trained on, and which are held out for early stopping and the parity check; both in ascending order.</summary>
internal sealed record ValidationSplit(int[] Training, int[] Validation)
{
    /// <summary>A reproducible split; the same share of every class (at least one row) is held out where it has two rows or more.</summary>
    /// <exception cref="IngotException">INGOT2005: nothing could be held out.</exception>
    public static ValidationSplit Of(ModelSpec spec, ModelSchema schema, float[] labels)
    {
        var random = new SplitMix64((ulong)spec.Seed);
        var keys = new ulong[labels.Length];
        for (var row = 0; row < keys.Length; row++)
        {
            keys[row] = random.Next();
        }

        var isClassified = schema.Classes.Count > 0;
        var limits = new ulong?[Math.Max(1, schema.Classes.Count)];
        for (var stratum = 0; stratum < limits.Length; stratum++)
        {
            limits[stratum] = Limit(
                isClassified ? [.. keys.Where((_, row) => labels[row] == stratum)] : [.. keys], spec.ValidationFraction);
        }

        var (training, validation) = (new List<int>(labels.Length), new List<int>());
        for (var row = 0; row < labels.Length; row++)
        {
            (keys[row] <= limits[isClassified ? (int)labels[row] : 0] ? validation : training).Add(row);
        }

        return validation.Count > 0
            ? new ValidationSplit([.. training], [.. validation])
            : throw new IngotException(TrainDiagnostics.TooFewRows.At(
                spec.Trainer.Location,
                $"There {DiagnosticText.Agree(labels.Length, "is", "are")} {DiagnosticText.Count(labels.Length, "training row")}, too few to hold some out for validation; at least two rows{(isClassified ? " of one class" : string.Empty)} are needed. Add training data, or correct the ModelFilter if it leaves out too many."));
    }

    /// <summary>The greatest key that is held out; null: none. SplitMix64 gives no key twice.</summary>
    private static ulong? Limit(ulong[] keys, double fraction)
    {
        if (keys.Length < 2)
        {
            return null;
        }

        Array.Sort(keys);
        return keys[Math.Clamp((int)Math.Round(keys.Length * fraction), 1, keys.Length - 1) - 1];
    }
}
