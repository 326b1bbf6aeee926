using System.Globalization;
using System.Text;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline.Tests.Monitor;

/// <summary>A table of what was served: the reference rows again and again with the answers that the model gave them, hour by hour.</summary>
internal static class ServedRows
{
    public static readonly DateTime Start = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Writes it as a CSV file beside the data, and names it in a MonitorData item.</summary>
    /// <param name="model">The model, evaluated.</param>
    /// <param name="days">The number of days; 300 rows each.</param>
    /// <param name="shiftFrom">The day from which usage is 60 more than it was.</param>
    /// <param name="labelledUntil">The day from which no labels have come.</param>
    /// <param name="turnedFrom">The day from which every other label is the contrary of what it was: the concept has changed.</param>
    public static void Serve(ModelFolder model, int days, int shiftFrom = int.MaxValue, int labelledUntil = int.MaxValue, int turnedFrom = int.MaxValue)
    {
        var lines = File.ReadAllLines(model.File("reference.csv"));
        var scores = ((NumberColumn)ParquetTable.Read(model.Output(Stage.Evaluate, "predictions.parquet"), ["probability"])["probability"]).Values;
        var text = new StringBuilder("id,at,usage,age,plan,p,answer,truth\n");
        for (var day = 0; day < days; day++)
        {
            for (var row = 0; row < scores.Length; row++)
            {
                var cells = lines[row + 1].Split(',');
                var usage = double.Parse(cells[0], CultureInfo.InvariantCulture) + (day >= shiftFrom ? 60 : 0);
                var truth = day >= labelledUntil ? string.Empty
                    : day >= turnedFrom && row % 2 == 0 ? (cells[3] == "Yes" ? "No" : "Yes") : cells[3];
                var at = Start.AddDays(day).AddSeconds(row * 240);
                text.Append(CultureInfo.InvariantCulture, $"{day}-{row},{at:yyyy-MM-ddTHH:mm:ssZ},{usage},{cells[1]},{cells[2]},{scores[row]:R},{(scores[row] >= 0.5 ? "Yes" : "No")},{truth}\n");
            }
        }

        File.WriteAllText(model.File("served.csv"), text.ToString());
        model.AddItem(
            "MonitorData", model.File("served.csv"), 11, ("Timestamp", "at"), ("Id", "id"), ("TrueLabel", "truth"), ("Outputs", "probability=p;predicted_label=answer"));
        model.Properties["ModelMonitorFrom"] = "2026-03-02";
        model.Properties["ModelMonitorTo"] = Start.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
