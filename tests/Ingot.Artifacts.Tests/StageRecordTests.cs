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

    [Theory]
    [InlineData("ingot-record 1\n", "ingot-record 2\n")]
    [InlineData("exit 0", "exit zero")]
    [InlineData("exit 0", "exit -1")]
    [InlineData("exit 0", "exit 0 0")]
    [InlineData("exit 0\n", "")]
    [InlineData("from cache", "from elsewhere")]
    [InlineData("from cache", "from")]
    [InlineData("from cache", "from cache 2")]
    [InlineData("key ", "key a")]
    [InlineData("key ", "key  ")]
    [InlineData("key ", "lock ")]
    [InlineData("in - accepted", "in -")]
    [InlineData("out 5 ", "out five ")]
    [InlineData("out 5 ", "out -5 ")]
    [InlineData(" model.onnx", "")]
    [InlineData(" model.onnx", " ")]
    [InlineData(" model.onnx", " C:model.onnx")]
    [InlineData(" model.onnx", " sub//model.onnx")]
    [InlineData(" model.onnx", " \\model.onnx")]
    [InlineData(" model.onnx", " ./model.onnx")]
    [InlineData(" model.onnx", " sub/..")]
    [InlineData("end\n", "end")]
    [InlineData("end\n", "end\nmore\n")]
    public void A_record_that_says_something_else_counts_as_none(string text, string replacement)
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.onnx", "bytes");
        var record = StageRecord.Create(folder.Path, Key(), exitCode: 0, isFromCache: true).ToText();

        Assert.Contains(text, record, StringComparison.Ordinal);
        Assert.NotNull(StageRecord.TryParse(record));
        Assert.NotNull(StageRecord.TryParse(record.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Null(StageRecord.TryParse(record.Replace(text, replacement, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_record_says_whether_its_outputs_came_from_a_cache_and_lists_neither_itself_nor_the_manifest()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.txt", "b");
        folder.Write("a/record.txt", "not this one");
        folder.Write("manifest.json", "{}");
        folder.Write("record.txt", "old");
        var record = StageRecord.Create(folder.Path + Path.DirectorySeparatorChar, Key(), exitCode: 3, isFromCache: true);
        var read = StageRecord.TryParse(record.ToText())!;

        Assert.Equal((true, 3, record.Key), (read.IsFromCache, read.ExitCode, read.Key));
        Assert.Equal(["a/record.txt", "b.txt"], read.Outputs.Select(o => o.Name));
        Assert.Equal(ContentHash.OfText("b"), read.Outputs[1].Hash);
        Assert.Equal(record.Outputs.Select(o => (o.Size, o.Modified)), read.Outputs.Select(o => (o.Size, o.Modified)));
        Assert.False(StageRecord.TryParse(StageRecord.Create(folder.Path, Key(), exitCode: 3).ToText())!.IsFromCache);

        // What a cache keeps came from a stage that ran.
        var kept = read.WithOutputs([new StageOutput("c.txt", 1, 2, "d")]);
        Assert.Equal((false, 3, "c.txt", 2), (kept.IsFromCache, kept.ExitCode, Assert.Single(kept.Outputs).Name, kept.Inputs.Count));
        Assert.Null(StageRecord.TryRead(folder.At("none")));
    }

    [Fact]
    public void A_stage_without_inputs_and_outputs_has_a_record()
    {
        var key = new string('a', 64);
        Assert.Equal((key, 1, false), StageRecord.TryParse($"ingot-record 1\nkey {key}\nexit 1\nend\n") is { } read ? (read.Key, read.ExitCode, read.IsFromCache) : default);
    }

    [Fact]
    public void Whoever_asks_by_content_is_not_deceived_by_times()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.onnx", "bytes");
        var record = StageRecord.Create(folder.Path, Key(), exitCode: 0);
        var modified = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(path, "bytez");
        File.SetLastWriteTimeUtc(path, modified);

        Assert.True(record.OutputsAreIntact(folder.Path));
        Assert.False(record.OutputsAreIntact(folder.Path, byContent: true));
        File.WriteAllText(path, "longer");
        File.SetLastWriteTimeUtc(path, modified);
        Assert.False(record.OutputsAreIntact(folder.Path));
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
