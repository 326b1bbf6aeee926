using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Tests.Shared;

namespace Ingot.Onnx.Tests;

public class GoldenModelTests
{
    [Fact]
    public void The_bytes_of_a_model_change_only_with_the_version_of_Train()
    {
        using var model = new TestModel();
        model.WriteTree();

        // When this fails, the writer has changed: raise the version of Train in StageCatalog (after the first release), else
        // caches keep old models, and write down the new pair.
        Assert.Equal(8, StageCatalog.Train.Version);
        var hash = ContentHash.OfFile(model.Path);
        Assert.True(hash == "846c755b883ac5d7905cd042cfe6bb0eb6998dee252a0da66430486618238850", hash);
    }
}
