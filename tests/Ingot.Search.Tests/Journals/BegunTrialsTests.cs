using Ingot.Search.Journals;

namespace Ingot.Search.Tests.Journals;

public sealed class BegunTrialsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-search-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_trial_that_did_not_end_twice_is_not_begun_again()
    {
        Assert.Equal([TrialBegin.Begun, TrialBegin.Begun, TrialBegin.Died, TrialBegin.Died], Enumerable.Range(0, 4).Select(_ => Begin(7, null)));
        Assert.Equal(TrialBegin.Begun, Begin(7, 40));
        Assert.Equal(TrialBegin.Begun, Begin(8, null));
    }

    [Fact]
    public void One_that_ended_may_begin_again()
    {
        for (var i = 0; i < 5; i++)
        {
            using var begun = Open();
            Assert.Equal(TrialBegin.Begun, begun.Begin("7/-"));
            begun.End("7/-");
        }
    }

    [Fact]
    public void One_that_never_returned_is_not_begun_again_and_those_beside_it_are()
    {
        for (var i = 0; i < 3; i++)
        {
            using var begun = Open();
            Assert.Equal(i == 0 ? TrialBegin.Begun : TrialBegin.Hung, begun.Begin("7/-"));
            Assert.Equal(TrialBegin.Begun, begun.Begin("8/-"));
            begun.Hang("7/-");
        }
    }

    [Fact]
    public void Those_that_ran_when_a_process_died_are_suspects_until_they_have_ended()
    {
        using (var begun = Open())
        {
            Assert.Equal((TrialBegin.Begun, TrialBegin.Begun, TrialBegin.Begun), (begun.Begin("6/-"), begun.Begin("7/-"), begun.Begin("8/-")));
            begun.End("6/-");
            Assert.Equal([false, false, false], Suspects(begun));
        }

        using (var begun = Open())
        {
            Assert.Equal([false, true, true], Suspects(begun));
            Assert.Equal(TrialBegin.Begun, begun.Begin("8/-"));
            Assert.Equal([false, true, false], Suspects(begun));
            begun.End("8/-");
        }

        using var last = Open();
        Assert.Equal(TrialBegin.Begun, last.Begin("7/-"));

        static IEnumerable<bool> Suspects(BegunTrials begun) => new[] { "6/-", "7/-", "8/-" }.Select(begun.IsSuspect);
    }

    private BegunTrials Open() => BegunTrials.Open(Path.Combine(_folder, "begun.txt"));

    private TrialBegin Begin(int number, int? iterations)
    {
        using var begun = Open();
        return begun.Begin(BegunTrials.NameOf(number, iterations));
    }
}
