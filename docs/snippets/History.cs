using System;
using Ingot.Monitoring.History;

namespace Contoso.Applications;

/// <summary>How often the model was right, of the rows whose label has come.</summary>
internal static class LabelledRows
{
    public static double Accuracy(string folder, string package, DateTimeOffset from)
    {
        var history = new PredictionHistory(folder, package);
        var (right, labelled) = (0, 0);
        foreach (var row in history.Joined(new HistoryFilter { From = from }, ["predicted_label", "ingot_label"]))
        {
            if (!row.IsDBNull(0) && !row.IsDBNull(1))
            {
                labelled++;
                right += row.GetString(0) == row.GetString(1) ? 1 : 0;
            }
        }

        return (double)right / labelled;
    }
}
