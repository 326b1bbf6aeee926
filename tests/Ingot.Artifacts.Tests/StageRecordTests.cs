using Ingot.Artifacts.Stages;

namespace Ingot.Artifacts.Tests;

public class StageRecordTests
{
    [Fact]
    public void A_record_survives_writing_and_reading()
    {
        using var folder = new TemporaryFolder();
        folder.Write("sub/my model.onnx", "bytes");
        var key = Key();
        StageRecord.Create(folder.Path, key, exitCode: 1).Write(folder.Path);

        var read = StageRecord.TryRead(folder.Path)!;

        Assert.Equal(key.Compute(), read.Key);
        Assert.Equal(1, read.ExitCode);
        Assert.Equal(key.Inputs, read.Inputs);
        Assert.Equal("sub/my model.onnx", Assert.Single(read.Outputs).Name);
        Assert.True(read.OutputsAreIntact(folder.Path));
    }

    [Fact]
    public void A_touched_output_is_intact_and_a_changed_one_of_the_same_size_is_not()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.onnx", "bytes");
        var record = StageRecord.Create(folder.Path, Key(), exitCode: 0);

        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.True(record.OutputsAreIntact(folder.Path));

        File.WriteAllText(path, "bytez");
        Assert.False(record.OutputsAreIntact(folder.Path));

        File.Delete(path);
        Assert.False(record.OutputsAreIntact(folder.Path));
    }

    [Theory]
    [InlineData("exit")]
    [InlineData("in x")]
    [InlineData("out 1")]
    [InlineData("out 1 1 hash ../evil")]
    public void A_record_with_a_damaged_line_counts_as_none(string line)
    {
        using var folder = new TemporaryFolder();
        StageRecord.Create(folder.Path, Key(), exitCode: 0).Write(folder.Path);
        var record = folder.At(StageRecord.FileName);
        File.WriteAllText(record, File.ReadAllText(record).Replace("end\n", line + "\nend\n", StringComparison.Ordinal));

        Assert.Null(StageRecord.TryRead(folder.Path));
    }

    [Fact]
    public void A_record_cut_short_counts_as_none()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.onnx", "bytes");
        StageRecord.Create(folder.Path, Key(), exitCode: 0).Write(folder.Path);
        var path = folder.At(StageRecord.FileName);
        File.WriteAllLines(path, File.ReadAllLines(path).SkipLast(1));

        Assert.Null(StageRecord.TryRead(folder.Path));
    }

    private static StageKey Key()
    {
        var key = new StageKey("train", 1);
        key.AddInput("TrainingData/my data.csv", ContentHash.OfText("data"));
        key.AddInput("accepted", null);
        return key;
    }
}
