using System.Diagnostics;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Validation;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Validation;

/// <summary>The side of a trial that starts the process and judges it. A shell plays the other side; the real one is tried with the tool.</summary>
public sealed class ProcessTrialTests
{
    // The model has been sent, or the shell would be gone before it is.
    private const string Taken = "head -c 8 > /dev/null; ";

    private static readonly TrialSubject Subject = new("some.nupkg", new byte[3_000_000], TestPackage.Schema, [new GoldenRow(0, [], [0.5f]), new GoldenRow(1, [], [0.5f])]);

    [UnixFact]
    public void The_first_line_with_its_mark_is_the_answer()
    {
        Assert.Equal([1f, float.NaN], Answer(Taken + "echo 'a native library says something'; echo 'trial: {\"outcome\":\"Answered\",\"message\":\"\",\"answers\":\"AACAPwAAwP8=\"}'; echo more"));
        Assert.Empty(Answer(Taken + "echo 'trial: {\"outcome\":\"Answered\",\"message\":\"\",\"answers\":\"\"}'; exit 9"));
    }

    [UnixTheory]
    [InlineData("TooLarge", "", "INGOT9027", "The model, whose file has 3,000,000 bytes, takes more than 580 MiB of memory, the limit of its trial, and was stopped. So do not use the model; if it is yours and needs that much, raise the limit.")]
    [InlineData("NotLoaded", "It has no graph.", "INGOT3010", "It has no graph.")]
    public void What_came_of_it_is_said_of_the_package(string outcome, string said, string code, string message)
    {
        var found = Refusal(Taken + $"echo 'trial: {{\"outcome\":\"{outcome}\",\"message\":\"{said}\",\"answers\":\"\"}}'");

        Assert.Equal((code, message, "some.nupkg"), (found.Code, found.Message, found.Location.File));
    }

    [UnixFact]
    public void A_model_that_cannot_be_asked_is_no_damaged_one() => Assert.Equal(
        "The rows are none of its.",
        Assert.Throws<InvalidDataException>(() => Answer(Taken + "echo 'trial: {\"outcome\":\"NotAnswered\",\"message\":\"The rows are none of its.\",\"answers\":\"\"}'")).Message);

    [UnixTheory]
    [InlineData("echo boom >&2; kill -SEGV $$", "INGOT9028", "The process that tried the model died of it (exit code 139: boom). Do not use the model; if it is yours, please report it with the model.")]
    [InlineData("printf 'one\\n two \\n' >&2; exit 3", "INGOT9028", "(exit code 3: one  two).")]
    [InlineData("exit 3", "INGOT9028", "(exit code 3). Do not use")]
    [InlineData("kill -KILL $$", "INGOT9028", "(exit code 137, as when the system kills it for want of memory).")]
    [InlineData("printf 'trial: {\"outcome\":'", "INGOT9028", "(exit code 0).")]
    [InlineData("echo 'Out of memory.' >&2; exit 3", "INGOT9027", "takes more than 580 MiB of memory")]
    [InlineData("echo 'terminate called: std::bad_alloc' >&2; exit 3", "INGOT9027", "takes more than 580 MiB of memory")]
    public void A_process_that_dies_is_said_with_its_last_words(string command, string code, string message)
    {
        var found = Refusal(Taken + command);

        Assert.Equal(code, found.Code);
        Assert.Contains(message, found.Message, StringComparison.Ordinal);
    }

    /// <summary>More than a pipe holds: nobody waits for anybody, and what is too much is dropped.</summary>
    [UnixFact]
    public void However_much_a_process_says_it_is_read_and_cut()
    {
        var found = Refusal(Taken + "head -c 1000000 /dev/zero | tr '\\0' e >&2; echo 'Out of memory' >&2; exit 4");

        Assert.Equal("INGOT9028", found.Code);
        Assert.Contains("(exit code 4: eeee", found.Message, StringComparison.Ordinal);
        Assert.True(found.Message.Length < 1000);
    }

    [Fact]
    public void A_program_that_is_not_there_tells_nothing_of_the_model()
    {
        var found = Assert.Throws<IngotException>(() => new ProcessTrial(["/nowhere/ingot"], new TrialLimits()).Answer(Subject, CancellationToken.None)).Diagnostic;

        Assert.Equal(("INGOT9029", "some.nupkg"), (found.Code, found.Location.File));
        Assert.StartsWith("The process in which the model would be tried does not start: ", found.Message, StringComparison.Ordinal);
        Assert.EndsWith(". The model was not tried. Let this user start processes, or free memory, and try again.", found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("..", found.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public void Time_is_limited_and_the_process_ends_with_it()
    {
        var limits = new TrialLimits { Time = TimeSpan.FromMilliseconds(1250) };
        var folder = Directory.CreateTempSubdirectory("ingot-trial-").FullName;
        try
        {
            // Its child too.
            var found = Refusal($"sleep 600 & echo $! > {folder}/child; echo $$ > {folder}/own; wait", limits);

            Assert.Equal("INGOT9026", found.Code);
            Assert.Equal("The model had not loaded and answered its 2 golden rows after 1.25 seconds, the limit of a trial, and was stopped. If the machine was busy, try again; else do not use the model; if it is yours and needs that much, raise the limit.", found.Message);
            Assert.All(Directory.GetFiles(folder), f => Assert.False(Runs(int.Parse(File.ReadAllText(f), System.Globalization.CultureInfo.InvariantCulture))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_time_is_told_to_the_millisecond() => Assert.Contains(
        "after 61.235 seconds, the limit of a trial", TrialFaults.TooLong(Subject, new TrialLimits { Time = TimeSpan.FromSeconds(61.2345678) }).Diagnostic.Message, StringComparison.Ordinal);

    [UnixFact]
    public void Memory_is_looked_at_from_outside_as_well() =>
        Assert.Equal("INGOT9027", Refusal("sleep 600", new TrialLimits { Memory = 4096 }).Code);

    [UnixFact]
    public async Task Whoever_cancels_waits_for_nothing()
    {
        using var stop = new CancellationTokenSource();
        var trial = Task.Run(() => new ProcessTrial(["/bin/sh", "-c", "sleep 600"], new TrialLimits()).Answer(Subject, stop.Token));
        stop.CancelAfter(200);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trial);

        // Not even started.
        Assert.ThrowsAny<OperationCanceledException>(() => new ProcessTrial(["/nowhere/ingot"], new TrialLimits()).Answer(Subject, stop.Token));
    }

    [UnixFact]
    public void A_trial_has_the_settings_of_NET_and_none_of_the_secrets()
    {
        const string Secret = "INGOT_FEED_KEY";
        const string Setting = "DOTNET_INGOT_TRIAL_TESTS";
        var before = Environment.GetEnvironmentVariable(Secret);
        try
        {
            Environment.SetEnvironmentVariable(Secret, "secret");
            Environment.SetEnvironmentVariable(Setting, "setting");

            Assert.Contains(
                "(exit code 3: has , setting, 0 0 0 0, 244AA200.)",
                Refusal(Taken + $"echo \"has ${Secret}, ${Setting}, $DOTNET_gcServer $DOTNET_gcConcurrent $DOTNET_EnableDiagnostics $DOTNET_TieredPGO, $DOTNET_GCHeapHardLimit.\" >&2; exit 3").Message,
                StringComparison.Ordinal);
            Assert.Contains(
                $"(exit code 3: {Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)}",
                Refusal(Taken + "pwd >&2; exit 3").Message,
                StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Secret, before);
            Environment.SetEnvironmentVariable(Setting, null);
        }
    }

    [Fact]
    public void A_trial_in_a_process_is_apart_and_one_in_this_process_is_not()
    {
        var apart = new ProcessTrial(["x"], new TrialLimits());
        Assert.True(apart.IsIsolated);
        Assert.Throws<ArgumentNullException>(() => apart.Answer(null!, CancellationToken.None));
        Assert.False(new InProcessTrial(new TrialLimits()).IsIsolated);
    }

    [Fact]
    public void Memory_grows_with_the_file_unless_it_is_said()
    {
        Assert.Equal(512L << 20, new TrialLimits().MemoryFor(0));
        Assert.Equal((512L << 20) + 24_000_000, new TrialLimits().MemoryFor(1_000_000));
        Assert.Equal(7, new TrialLimits { Memory = 7 }.MemoryFor(1_000_000));
        Assert.Equal(TimeSpan.FromMinutes(1), new TrialLimits().Time);
    }

    // One that is dead and that nobody asked for its end yet is in the list too.
    private static bool Runs(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && !(OperatingSystem.IsLinux() && File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            return false;
        }
    }

    private static float[] Answer(string command, TrialLimits? limits = null) =>
        new ProcessTrial(["/bin/sh", "-c", command], limits ?? new TrialLimits()).Answer(Subject, CancellationToken.None);

    private static Diagnostic Refusal(string command, TrialLimits? limits = null) => Assert.Throws<IngotException>(() => Answer(command, limits)).Diagnostic;
}
