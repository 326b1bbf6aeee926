using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Text.Json.Nodes;
using Ingot.Releases.Validation;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Validation;

/// <summary>What the process does that tries a model: in this process what it decides, in one of its own what it sets itself.</summary>
public sealed class TrialWorkerTests
{
    // More than any machine can give: nothing is taken before it is refused.
    private const long TooMany = 1L << 45;

    private static readonly GoldenRow Row = new(0, new JsonObject { ["tenure"] = 3.0, ["contract"] = "Two year", ["senior"] = true }, [0.5f]);

    [Fact]
    public async Task The_limit_holds_before_the_model_is_tried_and_the_end_of_the_other_process_is_its_own()
    {
        await using var other = new AnonymousPipeServerStream(PipeDirection.Out);
        await using var input = new AnonymousPipeClientStream(PipeDirection.In, other.ClientSafePipeHandle);
        using var output = new StringWriter { NewLine = "\n" };
        var isGone = new TaskCompletionSource();
        TrialExchange.Write(other, Subject(HostileModels.Broken()), 123_456);

        var limits = new List<(long Memory, string Before)>();
        Assert.Equal(0, TrialWorker.Work(input, output, m => limits.Add((m, output.ToString())), isGone.SetResult));

        Assert.Equal([(123_456L, string.Empty)], limits);
        var line = output.ToString();
        Assert.Equal('\n', line[^1]);
        Assert.Equal(TrialOutcome.NotAnswered, TrialExchange.Read(line[..^1])!.Outcome);

        // The other one still listens, until it has the answer.
        Assert.False(isGone.Task.IsCompleted);
        await other.DisposeAsync();
        await Waiting.ForAsync(isGone.Task);
    }

    [Fact]
    public void Half_a_message_is_not_tried()
    {
        using var whole = new MemoryStream();
        TrialExchange.Write(whole, Subject(HostileModels.Broken()), 1);
        using var half = new MemoryStream(whole.ToArray()[..^1]);
        using var output = new StringWriter();

        Assert.Throws<EndOfStreamException>(() => TrialWorker.Work(half, output, _ => Assert.Fail("It limits itself for nothing."), () => Assert.Fail("It ends by itself.")));
        Assert.Empty(output.ToString());
    }

    [Fact]
    public void A_model_that_asks_for_more_memory_than_there_is_is_too_large_when_it_is_loaded_and_when_it_runs()
    {
        foreach (var onnx in new[] { HostileModels.Large(TooMany), HostileModels.LargeWhenLoaded(TooMany) })
        {
            var reply = TrialWorker.Try(Subject(onnx));
            Assert.Equal((TrialOutcome.TooLarge, string.Empty, 0), (reply.Outcome, reply.Message, reply.Answers.Length));
        }
    }

    [Fact]
    public void What_a_process_has_is_read_in_bytes() =>
        Assert.Equal(188_416UL * 1024, TrialMemory.Used(["Name:\tdotnet", "VmPeak:\t  99 kB", "VmData:\t  188416 kB", "VmStk:\t     132 kB"]));

    [UnixFact]
    public async Task A_process_answers_and_ends_though_the_other_one_still_listens()
    {
        using var process = Start();
        TrialExchange.Write(process.StandardInput.BaseStream, Subject(HostileModels.Broken()), 1L << 30);
        await process.StandardInput.BaseStream.FlushAsync();

        var output = await Waiting.ForAsync(process.StandardOutput.ReadToEndAsync());
        await Waiting.ForAsync(process.WaitForExitAsync());

        Assert.Equal((TrialOutcome.NotAnswered, 0), (TrialExchange.Read(output.TrimEnd())!.Outcome, process.ExitCode));
    }

    /// <summary>Linux: what the kernel says of the process while it tries a model that never ends.</summary>
    [UnixFact]
    public async Task A_process_limits_its_memory_and_ends_when_the_other_one_is_gone()
    {
        const long Memory = 1L << 30;
        using var process = Start();
        TrialExchange.Write(process.StandardInput.BaseStream, Subject(HostileModels.Slow()), Memory);
        await process.StandardInput.BaseStream.FlushAsync();
        if (OperatingSystem.IsLinux())
        {
            var told = $"/proc/{process.Id}/";
            await Waiting.UntilAsync(() => File.ReadAllText(told + "oom_score_adj").Trim() == "1000");

            Assert.Equal(("0", "0"), Limits("Max core file size"));
            var (soft, hard) = Limits("Max data size");
            Assert.Equal(soft, hard);

            // Beside the model's share what .NET had before the limit: some of what it has now.
            var status = await File.ReadAllLinesAsync(told + "status");
            Assert.InRange(long.Parse(soft, CultureInfo.InvariantCulture) - Memory, 8L << 20, (long)TrialMemory.Used(status));

            (string Soft, string Hard) Limits(string name)
            {
                var values = File.ReadLines(told + "limits").Single(l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return (values[0], values[1]);
            }
        }

        process.StandardInput.Close();
        await Waiting.ForAsync(process.WaitForExitAsync());
        Assert.Equal(1, process.ExitCode);
    }

    private static TrialSubject Subject(byte[] onnx) => new("some.nupkg", onnx, TestPackage.Schema, [Row]);

    private static Process Start() => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [typeof(Program).Assembly.Location, Program.Verb])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;
}
