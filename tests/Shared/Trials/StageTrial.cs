namespace Ingot.Tests.Shared.Trials;

/// <summary>A stage in its worker, as the tasks start it, with a small model.</summary>
/// <param name="place">Where.</param>
/// <param name="stage">The stage's word.</param>
internal sealed class StageTrial(TrialPlace place, string stage) : KillTrial(place)
{
    /// <summary>The stages that can be tried, each after those before it.</summary>
    public static readonly IReadOnlyList<string> Stages = ["prepare", "train", "evaluate", "gate", "accept"];

    public override string Name => stage;

    public override async Task PrepareAsync()
    {
        TrialData.Write(Place.At("train.csv"), 600, 1);
        TrialData.Write(Place.At("reference.csv"), 200, 2);
        TrialProject.Write(Place);
        foreach (var earlier in Stages.TakeWhile(s => s != stage))
        {
            await SucceedAsync(Worker(earlier));
        }
    }

    // What a killed worker leaves in this folder is removed by the task that starts the next one, which there is none of here.
    public override string? ContentOf(string name, string path) =>
        name.StartsWith("ingot" + Path.DirectorySeparatorChar, StringComparison.Ordinal) && WholeFiles.IsTemporary(name) ? null : base.ContentOf(name, path);

    protected override IReadOnlyList<TrialCommand> Commands() => [Worker(stage)];

    private TrialCommand Worker(string of) => Place.Ingot("worker", of, "--project", Place.At("project.json"), "--folder", Place.At("ingot"), "--threads", "1");
}
