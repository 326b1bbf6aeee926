using Ingot.Tests.Shared.Trials;
using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

/// <summary>A few of the kills of which <c>reliability</c> of the benchmarks does hundreds (docs/reliability.md).</summary>
public sealed class KillTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-kills-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LinuxTheory("What a killed process leaves running is found by Linux's means.")]
    [InlineData("train", 11)]
    [InlineData("promote", 12)]
    [InlineData("serve", 13)]
    public async Task A_kill_at_any_point_leaves_nothing_half_written_and_nothing_in_the_way(string what, int seed)
    {
        const int kills = 2;
        var place = new TrialPlace(_folder, typeof(RootCommandFactory).Assembly.Location);
        KillTrial trial = what == "serve" ? new ServeTrial(place) : ReleaseTrial.Verbs.Contains(what) ? new ReleaseTrial(place, what) : new StageTrial(place, what);
        var runner = new KillRunner(trial, place, seed);
        await runner.PrepareAsync();
        for (var i = 0; i < kills; i++)
        {
            var result = await runner.KillAsync();
            Assert.True(result.Faults.Count == 0, $"{result.Kind} after {result.After}: {string.Join('\n', result.Faults)}");
        }
    }
}
