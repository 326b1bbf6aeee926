using System.Diagnostics;

namespace Ingot.Windows.Tests;

/// <summary>What Windows refuses, and workers that are ended.</summary>
[Collection(WindowsGroup.Name)]
public class FaultTests(WindowsMachine machine)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // For a machine on which everything hangs; it decides nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [WineFact]
    public void A_killed_worker_leaves_the_last_good_output_as_it_was()
    {
        var sample = machine.Sample("Churn");
        var model = File.ReadAllBytes(Path.Combine(sample.Ingot(sample.There), "train", "model.onnx"));

        using var worker = machine.Start(sample.Arguments("train"));
        WaitForTemporary(sample, worker);
        worker.Kill();
        worker.WaitForExit();

        Assert.NotEmpty(TemporaryOf(sample));
        Assert.Equal(model, File.ReadAllBytes(Path.Combine(sample.Ingot(sample.There), "train", "model.onnx")));
        TemporaryOf(sample).ForEach(f => Directory.Delete(f, recursive: true));
        sample.Run("train").Succeeded();
        Assert.Equal(model, File.ReadAllBytes(Path.Combine(sample.Ingot(sample.There), "train", "model.onnx")));
        Assert.Empty(TemporaryOf(sample));
    }

    [WineFact]
    public void A_worker_whose_build_is_gone_stops_and_leaves_nothing()
    {
        var sample = machine.Sample("Churn");
        using var build = machine.Hold(null, out var processId);
        using var worker = machine.Start(sample.Arguments("train", "--parent", processId));
        WaitForTemporary(sample, worker);
        build.Kill();

        Assert.Equal(3, WindowsMachine.EndOf(worker).ExitCode);
        Assert.Empty(TemporaryOf(sample));
    }

    [WineFact]
    public void A_file_of_the_data_that_is_open_elsewhere_is_told()
    {
        var sample = machine.Sample("Churn");
        var data = Path.Combine(sample.There, "data", "telco", "train.csv");
        using var holder = machine.Hold(data, out _);
        var result = sample.Run("prepare").Ended(3);
        holder.Kill();
        holder.WaitForExit();

        result.Contains("error INGOT9004: ").Contains($"'{machine.PathOf(data)}'").Contains("Close the program that has it open");
        Assert.Empty(TemporaryOf(sample));
        sample.Run("prepare").Succeeded();
    }

    [WineFact]
    public void A_read_only_file_among_the_outputs_is_replaced()
    {
        var sample = machine.Sample("Churn");
        var profile = Path.Combine(sample.Ingot(sample.There), "prepare", "profile.json");
        File.SetAttributes(profile, FileAttributes.ReadOnly);

        sample.Run("prepare").Succeeded();
        Assert.Empty(TemporaryOf(sample));
        Assert.Equal(0, (int)(File.GetAttributes(profile) & FileAttributes.ReadOnly));
    }

    private static List<string> TemporaryOf(SampleModel sample) =>
        [.. Directory.GetDirectories(sample.Ingot(sample.There)).Where(f => Path.GetFileName(f).Contains('.', StringComparison.Ordinal))];

    private static void WaitForTemporary(SampleModel sample, Process worker)
    {
        // Wine passes on no notice of new folders: asked again and again.
        for (var waited = Stopwatch.StartNew(); TemporaryOf(sample).Count == 0;)
        {
            Assert.False(worker.HasExited, "The worker has ended before it wrote anything.");
            Assert.True(waited.Elapsed < Patience, "The worker writes nothing.");
            Thread.Sleep(Pause);
        }
    }
}
