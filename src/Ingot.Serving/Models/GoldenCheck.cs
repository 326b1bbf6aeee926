using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ingot.Packaging.Validation;
using Ingot.Serving.Requests;

namespace Ingot.Serving.Models;

/// <summary>Asks a model for the golden rows of its package, by the way that requests go: it must answer as when it was tested.</summary>
internal static class GoldenCheck
{
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
        if (!GoldenAnswers.AreSame(scores, golden.Scores))
        {
            throw new InvalidDataException(
                $"it answers {Text([.. scores])} to the golden row {golden.Row}, and answered {Text(golden.Scores)} when it was tested");
        }
    }

    private static string Text(IReadOnlyList<float> scores) => string.Join(", ", scores.Select(s => s.ToString(CultureInfo.InvariantCulture)));
}
