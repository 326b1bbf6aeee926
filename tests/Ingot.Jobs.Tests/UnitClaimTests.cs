using Ingot.Jobs.Workers;

namespace Ingot.Jobs.Tests;

/// <summary>One process has a unit at a time, however many ask for it at the moment in which it is given back.</summary>
public sealed class UnitClaimTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ingot-jobs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_claim_that_is_given_back_while_another_one_asks_is_had_by_one_at_a_time()
    {
        var file = Path.Combine(_folder.FullName, "claim");
        var holders = 0;
        async Task AskAsync()
        {
            var watch = new ClaimWatch(file, TimeProvider.System);
            for (var taken = 0; taken < 300;)
            {
                if (UnitClaim.TryTake(watch, TimeProvider.System) is { } claim)
                {
                    await using (claim)
                    {
                        Assert.Equal(1, Interlocked.Increment(ref holders));
                        taken++;
                        Interlocked.Decrement(ref holders);
                    }
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(AskAsync)));

        Assert.False(File.Exists(file));
    }

    [Fact]
    public void A_claim_is_broken_only_as_it_was_when_its_holder_was_found_dead()
    {
        var file = Path.Combine(_folder.FullName, "claim");
        File.WriteAllText(file, "alive");

        UnitClaim.Break(file, "dead");
        Assert.Equal("alive", File.ReadAllText(file));
        UnitClaim.Break(file, "alive");
        UnitClaim.Break(file, "alive");

        Assert.Empty(_folder.GetFiles());
    }
}
