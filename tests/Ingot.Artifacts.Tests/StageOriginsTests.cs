using Ingot.Artifacts.Stages;

namespace Ingot.Artifacts.Tests;

public class StageOriginsTests
{
    [Fact]
    public void Those_stages_are_named_whose_outputs_came_from_the_cache_in_the_order_of_the_build()
    {
        using var folder = new TemporaryFolder();
        foreach (var (stage, isFromCache) in new[] { (StageCatalog.Gate, true), (StageCatalog.Train, false), (StageCatalog.Prepare, true) })
        {
            folder.Write($"{stage.FolderName}/out.txt", "bytes");
            StageRecord.Create(folder.At(stage.FolderName), new StageKey(stage.FolderName, 1), exitCode: 0, isFromCache).Write(folder.At(stage.FolderName));
        }

        Assert.Equal([StageCatalog.Prepare.FolderName, StageCatalog.Gate.FolderName], StageOrigins.FromCache(folder.Path));
        Assert.Empty(StageOrigins.FromCache(folder.At("nowhere")));
    }
}
