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
        Assert.Equal(2, StageCatalog.Train.Version);
        Assert.Equal("b88890f0b1b1b66b653f8387d62b146a3f5232907acd56e72cbefd6bcf12cfa4", ContentHash.OfFile(model.Path));
    }
}
