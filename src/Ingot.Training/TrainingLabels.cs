using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Training;

/// <summary>Labels and weights as learners take them.</summary>
internal static class TrainingLabels
{
    /// <summary>For each row the index of its class, or the value to predict; 0 where nothing is learned from labels.</summary>
    public static float[] Of(ModelSchema schema, Table training)
    {
        if (schema.LabelIfAny is not { } label)
        {
            return new float[training.Rows];
        }

        if (training[label.Name] is not StringColumn strings)
        {
            return Array.ConvertAll(((NumberColumn)training[label.Name]).Values, v => (float)v);
        }

        var classes = schema.Classes.ToList();
        var byCode = Array.ConvertAll(strings.Dictionary, s => (float)classes.IndexOf(s));
        return Array.ConvertAll(strings.Codes, c => byCode[c]);
    }

    /// <summary>For each row how much it counts; null: all alike.</summary>
    /// <exception cref="IngotException">INGOT2001: <c>ClassWeights</c> is neither None nor Balanced.</exception>
    public static float[]? Weights(TrainerSpec trainer, ModelSchema schema, Table training, float[] labels)
    {
        var weights = schema.Weight is { } column
            ? Array.ConvertAll(((NumberColumn)training[column.Name]).Values, v => (float)v)
            : null;
        var wish = TrainerValues.Text(trainer, LearnerCatalog.ClassWeights) ?? "None";
        if (string.Equals(wish, "None", StringComparison.OrdinalIgnoreCase))
        {
            return weights;
        }

        if (!string.Equals(wish, "Balanced", StringComparison.OrdinalIgnoreCase))
        {
            throw new IngotException(TrainDiagnostics.InvalidTrainer.At(
                trainer.Location, $"{LearnerCatalog.ClassWeights}=\"{wish}\" of the trainer {trainer.Name} cannot be used; expected None or Balanced."));
        }

        // As scikit-learn's class_weight="balanced": rows / (classes * rows of the class).
        var counts = new double[schema.Classes.Count];
        Array.ForEach(labels, l => counts[(int)l]++);
        return [.. labels.Select((l, i) => (weights?[i] ?? 1) * (float)(labels.Length / (counts.Length * counts[(int)l])))];
    }
}
