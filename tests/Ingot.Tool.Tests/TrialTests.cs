using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Packages;
using Ingot.Releases.Validation;
using Ingot.Tests.Shared;
using Ingot.Tool.Commands;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Tests;

/// <summary>Models that mean harm, in the process that tries them.</summary>
public sealed class TrialTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-trial-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_model_that_never_ends_does_not_verify_and_is_not_promoted()
    {
        var package = Package(HostileModels.Endless());

        var (output, error) = await RunAsync(1, "verify", package, "--trial-time", "1.5");
        Assert.Contains("✗ answers   INGOT9026: The model had not loaded and answered its 1 golden row after 1.5 seconds", output, StringComparison.Ordinal);
        Assert.Contains("error INGOT6027", error, StringComparison.Ordinal);

        error = (await RunAsync(2, "promote", TestPackage.Id, "1.0.0", "--to", "production", "--reason", "r", "--package", package, "--channels", _folder, "--trial-time", "1.5")).Error;
        Assert.Contains("INGOT9026", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_control_flow_that_never_ends_is_stopped_too() =>
        Assert.Contains("INGOT9026", (await RunAsync(1, "verify", Package(HostileModels.Slow()), "--trial-time", "2")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_takes_all_memory_is_stopped(bool whenLoaded)
    {
        var package = Package(whenLoaded ? HostileModels.LargeWhenLoaded() : HostileModels.Large());

        Assert.Contains("takes more than 512 MiB of memory, the limit of its trial", (await RunAsync(1, "verify", package)).Output, StringComparison.Ordinal);
        Assert.Contains("INGOT9027", (await RunAsync(1, "verify", package, "--trial-memory", "256")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_refused_is_never_loaded()
    {
        var (output, _) = await RunAsync(1, "verify", Package(HostileModels.External()));

        Assert.Contains("✗ answers   INGOT9022: ", output, StringComparison.Ordinal);
        Assert.Contains("INGOT9023", (await RunAsync(1, "verify", Package(HostileModels.Foreign("com.example")))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_answers_as_this_process_would()
    {
        var package = ModelPackage.Read(TestPackage.Write(_folder, "1.0.0"));
        var subject = new TrialSubject(package.Path, package.Onnx, package.Schema, package.Golden!.Rows);

        var trial = ModelTrial.With(new TrialLimits());
        Assert.True(trial.IsIsolated);
        Assert.Equal(new InProcessTrial(new TrialLimits()).Answer(subject, CancellationToken.None), trial.Answer(subject, CancellationToken.None));
        Assert.Empty(trial.Answer(subject with { Rows = [] }, CancellationToken.None));
        Assert.Equal("INGOT3010", Assert.Throws<IngotException>(() => trial.Answer(subject with { Onnx = [1, 2, 3] }, CancellationToken.None)).Diagnostic.Code);
        var strange = new GoldenRow(0, new JsonObject { ["tenure"] = "three" }, [0.5f]);
        Assert.Contains("golden rows cannot be used", Assert.Throws<InvalidDataException>(() => trial.Answer(subject with { Rows = [strange] }, CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_a_trial_at_once_and_its_process_with_it()
    {
        using var stop = new CancellationTokenSource();
        var before = Tries();
        var trial = Task.Run(() => ModelTrial.With(new TrialLimits { Time = TimeSpan.FromHours(1) }).Answer(Subject(HostileModels.Endless()), stop.Token));
        while (Tries().Except(before).Any() is false)
        {
            Assert.False(trial.IsCompleted);
            await Task.Delay(20);
        }

        var process = Tries().Except(before).ToList();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trial);

        // Those of other tests, which run beside, are among them and end by themselves; this one would not for an hour.
        await Waiting.UntilAsync(() => !Tries().Overlaps(process));
    }

    [Theory]
    [InlineData("--trial-time", "0")]
    [InlineData("--trial-time", "90000")]
    [InlineData("--trial-memory", "-1")]
    public void A_limit_that_is_none_is_refused(string option, string value) =>
        Assert.Contains(option, Assert.Single(RootCommandFactory.Create().Parse(["verify", "x.nupkg", option, value]).Errors).Message, StringComparison.Ordinal);

    private static TrialSubject Subject(byte[] onnx) => new("some.nupkg", onnx, TestPackage.Schema, [Row]);

    private static GoldenRow Row => new(0, new JsonObject { ["tenure"] = 3, ["contract"] = "Two year", ["senior"] = true }, [0.5f]);

    // Linux shows what every process was started with; the others count by name.
    private static HashSet<int> Tries() =>
    [
        .. Process.GetProcessesByName("dotnet").Where(p => !OperatingSystem.IsLinux() || IsTrial(p.Id)).Select(p => p.Id),
    ];

    private static bool IsTrial(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").TrimEnd('\0').EndsWith("\0" + ModelTrial.Verb, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string Package(byte[] onnx) => TestPackage.Write(_folder, "1.0.0", TestPackage.Schema, onnx, [Row], 0.8);

    private static async Task<(string Output, string Error)> RunAsync(int expected, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await RootCommandFactory.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        Assert.True(exitCode == expected, $"{string.Join(' ', arguments)} ended with {exitCode}: {output}{error}");
        return (output.ToString(), error.ToString());
    }
}
