using Ingot.Search.Journals;

namespace Ingot.Search.Tests.Journals;

public sealed class BegunTrialsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-search-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_trial_that_did_not_end_twice_is_not_begun_again()
    {
        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(_ => Begin(7, null)));
        Assert.True(Begin(7, 40));
        Assert.True(Begin(8, null));
    }

    [Fact]
    public void One_that_a_person_stopped_may_begin_again()
    {
        for (var i = 0; i < 5; i++)
        {
            using var begun = BegunTrials.Open(Path.Combine(_folder, "begun.txt"));
            Assert.True(begun.TryBegin(7, null));
            begun.Withdraw(7, null);
        }
    }

    private bool Begin(int number, int? iterations)
    {
        using var begun = BegunTrials.Open(Path.Combine(_folder, "begun.txt"));
        return begun.TryBegin(number, iterations);
    }
}
