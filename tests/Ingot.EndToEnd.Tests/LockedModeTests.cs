namespace Ingot.EndToEnd.Tests;

/// <summary>What continuous integration builds: only what was accepted, and without the data where the cache has the model.</summary>
[Collection(EndToEndGroup.Second)]
public class LockedModeTests(Workshop workshop)
{
    private const string Locked = "-p:ModelLockedMode=true";

    [Fact]
    public void Only_accepted_inputs_are_built() => workshop.Test(folder =>
    {
        var model = new ModelFolder(workshop, folder, "Churn").OwnData();
        Assert.Equal("gate export", model.Build(Locked).Succeeded().Stages);

        var bytes = File.ReadAllBytes(model.At("train.csv"));
        bytes[^2] = (byte)(bytes[^2] == '1' ? '2' : '1');
        var accepted = File.ReadAllText(model.At("train.csv"));
        File.WriteAllBytes(model.At("train.csv"), bytes);
        var changed = model.Build(Locked).FailedWith("INGOT4012", "Churn.csproj ").Contains("other inputs (changed since: the training data)");
        Assert.Equal(string.Empty, changed.Stages);

        // Git on Windows: the schema is text, and the data should not have been.
        foreach (var file in new[] { "train.csv", "Churn.schema.json" })
        {
            File.WriteAllText(model.At(file), (file == "train.csv" ? accepted : File.ReadAllText(model.At(file))).ReplaceLineEndings("\r\n"));
        }

        model.Build(Locked).FailedWith("INGOT4012", "Churn.csproj ").Contains("(changed since: the training data)").Contains("Only the line ends of train.csv are others");

        File.Delete(model.At("Churn.accepted.json"));
        var without = model.Build(Locked).FailedWith("INGOT4012").Contains("There is no readable");
        Assert.Equal(string.Empty, without.Stages);
    });

    [Fact]
    public void Data_that_were_not_fetched_are_needed_only_when_something_must_be_made_of_them() => workshop.Test(folder =>
    {
        var model = new ModelFolder(workshop, folder, "Churn").OwnData();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(model.At("train.csv"))));
        var size = new FileInfo(model.At("train.csv")).Length;
        File.WriteAllText(model.At("train.csv"), FormattableString.Invariant($"version https://git-lfs.github.com/spec/v1\noid sha256:{hash}\nsize {size}\n"));
        File.Delete(model.At("reference.csv"));

        Assert.Equal("gate export", model.Build(Locked).Succeeded().Stages);
        Assert.True(File.Exists(model.At("bin", "Debug", "net10.0", "Churn.onnx")));

        Directory.Delete(model.At("obj"), recursive: true);
        model.RunWithCache(Path.Combine(folder, "cache"), "build").FailedWith("INGOT1003").Contains("git lfs pull");
    });
}
