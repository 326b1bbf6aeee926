using System.Globalization;
using System.Text;
using Ingot.Core.Retraining;

namespace Ingot.Pipeline.Tests.Retrain;

/// <summary>A model in production, rows that it served, and the new model that learns from these.</summary>
internal sealed class RetrainModel : IDisposable
{
    private static readonly DateTime Start = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);

    /// <param name="isReleased">Whether there is a model in production; to collect rows the schema is enough.</param>
    public RetrainModel(bool isReleased)
    {
        Folder.Properties["ModelRetrainHistory"] = Folder.File("history");
        Assert.Equal(StageOutcome.Passed, Folder.Run(Stage.Prepare));
        if (!isReleased)
        {
            return;
        }

        Assert.Equal(StageOutcome.Passed, Folder.Run(Stage.Train));
        new ReleasedPackage(Folder).NameIn(Folder);
        var evidence = Directory.CreateDirectory(Folder.File("packages/contoso.leave/0.9.0/evidence")).FullName;
        Assert.Equal(StageOutcome.Passed, Folder.Run(Stage.Evaluate));
        File.Copy(Folder.Output(Stage.Evaluate, "metrics.json"), Path.Combine(evidence, "metrics.json"));
    }

    /// <summary>The project, with what is in production.</summary>
    public ModelFolder Folder { get; } = new();

    /// <summary>The new model's project.</summary>
    public ModelFolder Anew { get; } = new();

    public CollectedRows Collected => CollectedRowsFile.Read(Folder.Output(Stage.Collect, "collect.json"));

    public RetrainReport Report => RetrainReportFile.Read(Folder.Output(Stage.Retrain, "retrain.json"));

    /// <summary>Serves rows, one every ten minutes; what they mean is as in the training data, or the plan means the contrary.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="isTurned">Whether the plan means the contrary.</param>
    /// <param name="lacking">A column that is not logged.</param>
    /// <param name="unlabelled">Each so-manieth row has no label yet; 0: all have one.</param>
    public void Serve(int rows, bool isTurned, string lacking = "", int unlabelled = 0)
    {
        var random = new Random(7);
        var text = new StringBuilder(lacking == "age" ? "id,at,usage,plan,truth\n" : "id,at,usage,age,plan,truth\n");
        for (var i = 0; i < rows; i++)
        {
            var (usage, plan) = (Math.Round(random.NextDouble() * 100, 2), random.Next(3));
            var left = (usage / 50) - (isTurned ? 2 - plan : plan) + random.NextDouble() > 0.8 ? "Yes" : "No";
            var age = lacking == "age" ? string.Empty : $"{18 + random.Next(60)},";
            text.Append(CultureInfo.InvariantCulture, $"{i},{Start.AddMinutes(i * 10):yyyy-MM-ddTHH:mm:ssZ},{usage},{age}{"abc"[plan]},{(unlabelled > 0 && i % unlabelled == 0 ? string.Empty : left)}\n");
        }

        File.WriteAllText(Folder.File("served.csv"), text.ToString());
        Folder.Items.RemoveAll(i => i.ToString()!.Contains("MonitorData", StringComparison.Ordinal));
        Folder.AddItem("MonitorData", Folder.File("served.csv"), 11, ("Timestamp", "at"), ("Id", "id"), ("TrueLabel", "truth"));
        Folder.Properties["ModelMonitorFrom"] = "2026-03-02";
        Folder.Properties["ModelMonitorTo"] = "2026-03-30";
    }

    /// <summary>Trains the new model as the target does: with the rows in place of the project's, and on the same reference.</summary>
    public void Train()
    {
        File.Copy(Folder.Output(Stage.Collect, "training.csv"), Anew.File("train.csv"), overwrite: true);
        File.Copy(Folder.File("Leave.schema.json"), Anew.File("Leave.schema.json"), overwrite: true);
        Assert.True(Anew.Run(Stage.Prepare, Stage.Train, Stage.Evaluate) == StageOutcome.Passed, string.Join('\n', Anew.Diagnostics.Items));
        Assert.NotEqual(StageOutcome.BadInput, Anew.Run(Stage.Gate));
        Folder.Properties["RetrainFolder"] = Anew.File("ingot");
    }

    public StageOutcome Run(Stage stage) => Folder.Run(stage);

    public void Dispose()
    {
        Folder.Dispose();
        Anew.Dispose();
    }
}
