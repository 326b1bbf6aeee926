using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline.Tests.Retrain;

public sealed class CollectStageTests : IDisposable
{
    private readonly RetrainModel _model = new(isReleased: false);

    private ModelFolder Folder => _model.Folder;

    public void Dispose() => _model.Dispose();

    [Fact]
    public void The_newest_labelled_rows_are_held_back_and_the_older_ones_are_rows_of_the_project()
    {
        _model.Serve(1000, isTurned: false, unlabelled: 5);
        Folder.Properties["ModelRetrainBecause"] = "Spring";

        Assert.True(_model.Run(Stage.Collect) == StageOutcome.Passed, string.Join('\n', Folder.Diagnostics.Items));

        var rows = _model.Collected;
        Assert.Equal((true, "Spring"), (rows.IsDue, rows.Because));
        Assert.Equal((1000L, 800, 600, 200, 249L), (rows.Rows, rows.Labelled, rows.TrainingRows, rows.HeldRows, rows.RowsSinceHeld));
        Assert.Equal("Spring\n", File.ReadAllText(Folder.Output(Stage.Collect, "due.txt")));

        // Under the project's own names, value for value; the first row has no label yet.
        var served = File.ReadAllLines(Folder.File("served.csv"));
        var training = File.ReadAllLines(Folder.Output(Stage.Collect, "training.csv"));
        var second = served[2].Split(',');
        Assert.Equal(["usage,age,plan,left", string.Join(',', second[2..])], training[..2]);
        Assert.Equal(601, training.Length);
        var held = ParquetTable.Read(Folder.Output(Stage.Collect, "held.parquet"), ["usage", "age", "plan", "left"]);
        Assert.Equal(200, held.Rows);
        Assert.Equal(served[^1].Split(',')[5], ((StringColumn)held["left"])[199]);
        Assert.False(File.Exists(Folder.Output(Stage.Collect, "reference.csv")));
    }

    [Fact]
    public void Where_the_meaning_has_changed_the_newest_rows_become_the_reference()
    {
        _model.Serve(1000, isTurned: false);
        Folder.Properties["ModelRetrainBecause"] = "Spring";
        Folder.Properties["ModelRetrainPolicy"] = "Window";
        Folder.Properties["ModelRetrainHoldout"] = "30%";

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Collect));

        Assert.Equal(301, File.ReadAllLines(Folder.Output(Stage.Collect, "reference.csv")).Length);
    }

    [Fact]
    public void Nothing_that_says_why_is_an_error()
    {
        _model.Serve(1000, isTurned: false);

        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Collect));

        Assert.Equal("INGOT8061", Assert.Single(Folder.Diagnostics.Items).Code);
    }

    [Fact]
    public void A_trigger_that_does_not_fire_leaves_everything_as_it_is_and_says_why()
    {
        _model.Serve(1000, isTurned: false);
        Folder.AddItem("RetrainTrigger", "NewData", 12, ("Rows", "5000"));
        Folder.AddItem("RetrainTrigger", "Performance", 13);

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Collect));

        Assert.False(_model.Collected.IsDue);
        Assert.False(File.Exists(Folder.Output(Stage.Collect, "due.txt")));
        Assert.False(File.Exists(Folder.Output(Stage.Collect, "training.csv")));
        Assert.Equal("1,000 labelled rows came in the window, of 5,000 that it waits for", _model.Collected.Triggers[0].Finding);

        // Nobody looked at production: that is no reason to be quiet.
        var warning = Assert.Single(Folder.Diagnostics.Items);
        Assert.Equal(("INGOT8062", 13), (warning.Code, warning.Location.Line));
    }

    [Fact]
    public void Too_few_labels_are_told_to_a_person_and_waited_for_by_a_trigger()
    {
        _model.Serve(100, isTurned: false);
        Folder.AddItem("RetrainTrigger", "NewData", 12, ("Rows", "50"));

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Collect));
        Assert.False(_model.Collected.IsDue);
        Assert.Equal((RetrainTriggerKind.NewData, true), (_model.Collected.Triggers[0].Trigger!.Value, _model.Collected.Triggers[0].IsFired));
        Assert.Contains("it takes 200, and so 800 labelled rows", _model.Collected.Triggers[1].Finding, StringComparison.Ordinal);

        Folder.Properties["ModelRetrainBecause"] = "Spring";
        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Collect));
        Assert.Equal("INGOT8060", Assert.Single(Folder.Diagnostics.Items).Code);
    }

    [Fact]
    public void A_column_that_every_row_must_have_and_that_is_not_logged_is_an_error_at_the_schema()
    {
        _model.Serve(1000, isTurned: false, lacking: "age");
        Folder.Properties["ModelRetrainBecause"] = "Spring";

        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Collect));

        var error = Assert.Single(Folder.Diagnostics.Items, d => d.Code == "INGOT8067");
        Assert.Contains("must have a value of age, which", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Leave.schema.json", error.Location.File, StringComparison.Ordinal);
    }
}
