using Ingot.Serving.Models;

namespace Ingot.Serving.Observers;

/// <summary>Batches as observers see them.</summary>
internal static class PredictionColumns
{
    public static IReadOnlyList<PredictionColumn> Of(InputBatch batch)
    {
        var columns = new List<PredictionColumn>(batch.Signature.Inputs.Length);
        for (var i = 0; i < batch.Signature.Inputs.Length; i++)
        {
            var input = batch.Signature.Inputs[i];
            if (!input.IsPresence)
            {
                columns.Add(new PredictionColumn(input.Name, batch.Column(i), 1, input.Presence < 0 ? null : (bool[])batch.Column(input.Presence)));
            }
        }

        return columns;
    }

    public static IReadOnlyList<PredictionColumn> Of(OutputBatch batch) =>
        [.. batch.Columns.Select((c, i) => new PredictionColumn(batch.Signature.Outputs[i].Name, c, batch.Signature.Outputs[i].Width, null))];
}
