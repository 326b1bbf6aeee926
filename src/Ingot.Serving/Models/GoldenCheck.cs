using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ingot.Packaging.Validation;
using Ingot.Serving.Requests;

namespace Ingot.Serving.Models;

/// <summary>Asks a model for the golden rows of its package, by the way that requests go: it must answer as when it was tested.</summary>
internal static class GoldenCheck
{
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Processors differ in the last bits of a float.
    private const double Tolerance = 1e-5;

    /// <exception cref="InvalidDataException">An answer is another one.</exception>
    public static void Check(ServedModel model, GoldenFile golden)
    {
        foreach (var row in golden.Rows)
        {
            if (TryRead(model, row) is { } batch)
            {
                Compare(row, (float[])model.Run(batch, CancellationToken.None).Columns[model.Signature.ScoreOutput]);
            }
        }
    }

    /// <summary>The row as a request; null: the schema allows fewer missing values than the reference data have, so nobody can ask for it.</summary>
    private static InputBatch? TryRead(ServedModel model, GoldenRow row)
    {
        try
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(row.Inputs, Format);
            return PredictFormat.Instance.Read(new ReadOnlySequence<byte>(body), model.Signature, 1).Batch;
        }
        catch (RequestException)
        {
            return null;
        }
    }

    private static void Compare(GoldenRow golden, ReadOnlySpan<float> scores)
    {
        if (golden.Scores.Count != scores.Length)
        {
            throw new InvalidDataException($"its golden row {golden.Row} has {golden.Scores.Count} scores, and the model gives {scores.Length}");
        }

        for (var i = 0; i < scores.Length; i++)
        {
            var expected = golden.Scores[i];
            if (!(Math.Abs(scores[i] - expected) <= Tolerance * (1 + Math.Abs(expected))) && !(float.IsNaN(expected) && float.IsNaN(scores[i])))
            {
                throw new InvalidDataException(FormattableString.Invariant($"it answers {scores[i]} to the golden row {golden.Row}, and answered {expected} when it was tested"));
            }
        }
    }
}
