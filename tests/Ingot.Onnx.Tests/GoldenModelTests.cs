using Ingot.Artifacts;

namespace Ingot.Onnx.Tests;

public class GoldenModelTests
{
    [Fact]
    public void The_bytes_of_a_model_change_only_with_the_version_of_Train()
    {
        using var model = new TestModel();
        OnnxScorerTests.Write(model);

        // When this fails, the writer has changed: raise StageVersions.Train (after the first release), else caches keep old
        // models, and write down the new pair.
        Assert.Equal(1, StageVersions.Train);
        Assert.Equal("533ecf5f749b45c6e3a0d2c7a0cf31a28a5143863fd16c01b04a489dbdfa1390", ContentHash.OfFile(model.Path));
    }
}
