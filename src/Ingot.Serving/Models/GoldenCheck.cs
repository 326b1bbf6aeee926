using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Ingot.Core;
using Ingot.Core.Schemas;
using Ingot.Releases.Validation;
using Ingot.Serving.Requests;

namespace Ingot.Serving.Models;

/// <summary>Asks a model for the golden rows of its package, by the way that requests go: it must answer as when it was tested.</summary>
internal static class GoldenCheck
{
    /// <param name="model">The model.</param>
    /// <param name="golden">The rows with their answers.</param>
    /// <param name="signature">The model's signature by a schema <see cref="WithoutRules"/>: the rows were answered when the model was tested, whatever the schema allows in requests.</param>
    /// <exception cref="InvalidDataException">An answer is another one, or none of the rows can be asked for.</exception>
    public static void Check(ServedModel model, GoldenFile golden, ModelSignature signature)
    {
        var asked = 0;
        RequestException? refusal = null;
        foreach (var row in golden.Rows)
        {
            if (TryRead(signature, row, ref refusal) is { } batch)
            {
                Compare(row, (float[])model.Run(batch, CancellationToken.None).Columns[model.Signature.ScoreOutput]);
                asked++;
            }
        }

        if (asked == 0 && refusal is not null)
        {
            throw new InvalidDataException($"none of its {golden.Rows.Count} golden rows can be asked for: {refusal.Message.TrimEnd('.')}", refusal);
        }
    }

    /// <summary>The schema with the names and types of its features, and no rules for their values.</summary>
    public static ModelSchema WithoutRules(ModelSchema schema) => schema with
    {
        Columns = [.. schema.Columns.Select(c => c.Role == ColumnRole.Feature ? c with { Min = null, Max = null, Domain = null, MinDomainMass = 0, MinFraction = 0 } : c)],
    };

    /// <summary>The row as a request; null: it lacks a value, and the model has no input by which that could be said.</summary>
    private static InputBatch? TryRead(ModelSignature signature, GoldenRow row, ref RequestException? refusal)
    {
        try
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(row.Inputs, JsonFormat.Options);
            return PredictFormat.Instance.Read(new ReadOnlySequence<byte>(body), signature, 1).Batch;
        }
        catch (RequestException e)
        {
            refusal = e;
            return null;
        }
    }

    private static void Compare(GoldenRow golden, ReadOnlySpan<float> scores)
    {
        if (!GoldenAnswers.AreSame(scores, golden.Scores))
        {
            throw new InvalidDataException(
                $"it answers {Text([.. scores])} to the golden row {golden.Row}, and answered {Text(golden.Scores)} when it was tested");
        }
    }

    private static string Text(IReadOnlyList<float> scores) => string.Join(", ", scores.Select(s => s.ToString(CultureInfo.InvariantCulture)));
}
