using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Releases.Validation;
using Ingot.Serving.Models;
using Ingot.Serving.Requests;

namespace Ingot.Serving.Channels;

/// <summary>Asks a model for the golden rows of its package, in the way that requests go: it must answer as it did when it was tested.</summary>
internal static class GoldenCheck
{
    /// <summary>Loads a model that answers its golden rows, if its package has any.</summary>
    /// <param name="artifact">The model.</param>
    /// <param name="threads">How many threads one run may use.</param>
    /// <param name="time">In which it must have answered.</param>
    /// <param name="cancellation">Stops the answers; what loads cannot be stopped.</param>
    /// <exception cref="IngotException">INGOT7004: it cannot be loaded, an answer is another one, or none of the rows can be asked for.</exception>
    public static ServedModel Load(ModelArtifact artifact, int threads, TimeSpan time, CancellationToken cancellation) => ServedModel.Load(artifact, threads, (model, session) =>
    {
        if (artifact.Golden is { } golden)
        {
            // The rows were answered when the model was tested, whatever the schema allows in requests.
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(time);
            try
            {
                Check(model, golden, new ModelSignature(WithoutRules(artifact.Schema), session, model.Explanation), limit.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it had not answered its golden rows after {time.TotalSeconds} seconds"));
            }
        }
    });

    private static void Check(ServedModel model, GoldenFile golden, ModelSignature signature, CancellationToken cancellation)
    {
        var asked = 0;
        RequestException? refusal = null;
        foreach (var row in golden.Rows)
        {
            if (TryRead(signature, row, ref refusal) is { } batch)
            {
                Compare(row, (float[])model.Run(batch, cancellation).Columns[model.Signature.ScoreOutput]);
                asked++;
            }
        }

        if (asked == 0 && refusal is not null)
        {
            throw new InvalidDataException($"none of its {golden.Rows.Count} golden rows can be asked for: {refusal.Message.TrimEnd('.')}", refusal);
        }
    }

    /// <summary>The schema with the names and types of its features, and no rules for their values.</summary>
    private static ModelSchema WithoutRules(ModelSchema schema) => schema with
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
                $"it answers {Text([.. scores])} to the golden row {golden.Row}, but answered {Text(golden.Scores)} when it was tested");
        }
    }

    private static string Text(IReadOnlyList<float> scores) => string.Join(", ", scores.Select(s => s.ToString(CultureInfo.InvariantCulture)));
}
