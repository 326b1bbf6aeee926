using Ingot.Search.Journals;
using Ingot.Search.Trials;

namespace Ingot.Search.Tests.Journals;

public sealed class TrialJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-search-").FullName;

    private static Trial Full { get; } = new(3, Samples.Point(("kind", 1), ("x", 0.1234), ("depth", 5), ("mode", 1), ("rate", 0.03)))
    {
        State = TrialState.Pruned,
        Loss = 0.1 + 0.2,
        Low = 0.25,
        Violation = 0.5,
        Parts = [0.1, double.NaN, 0.3],
        Steps = [new TrialStep(10, 0.5), new TrialStep(40, double.NaN)],
        Iterations = 17,
        Duration = TimeSpan.FromSeconds(1.5),
        Failure = "it took longer than 1 s, \"really\"\nlong",
    };

    private string File => Path.Combine(_folder, "trials.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_trial_comes_back_as_it_was()
    {
        Write(Full);

        var read = Assert.Single(Read().Trials);

        Assert.Equal(Full.Point.OrderBy(p => p.Key), read.Point.OrderBy(p => p.Key));
        Assert.Equal(Full.Parts, read.Parts);
        Assert.Equal(Full.Steps, read.Steps);
        Assert.Equal(Full with { Point = read.Point, Parts = read.Parts, Steps = read.Steps }, read);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(double.NaN)]
    public void What_was_measured_for_constraints_comes_back_too(double violation)
    {
        var measures = new Dictionary<string, double>(StringComparer.Ordinal) { ["Size"] = 612_345, ["Recall"] = violation + 0.1 };
        Write(Full with { Violation = violation, Measures = measures, Steps = [new TrialStep(10, 0.5) { Violation = violation }] });

        var read = Assert.Single(Read().Trials);

        Assert.Equal(violation, read.Violation);
        Assert.Equal(violation, read.Steps[0].Violation);
        Assert.Equal(measures.OrderBy(m => m.Key), read.Measures.OrderBy(m => m.Key));
    }

    [Fact]
    public void A_trial_without_constraints_says_nothing_of_measures()
    {
        Write(Full);

        Assert.DoesNotContain("measures", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        Assert.DoesNotContain("\"loss\":0.5,\"violation\"", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_was_left_half_written_is_dropped_and_the_next_one_is_whole()
    {
        Write(Samples.Complete(0, 1, ("kind", 0), ("x", 0.5)), Samples.Complete(1, 2, ("kind", 0), ("x", 0.25)));
        var text = System.IO.File.ReadAllText(File);
        for (var length = text.IndexOf('\n', StringComparison.Ordinal) + 2; length < text.Length - 1; length += 7)
        {
            System.IO.File.WriteAllText(File, text[..length]);

            Write(Samples.Complete(1, 3, ("kind", 0), ("x", 0.75)));

            var (trials, damaged) = Read();
            Assert.Equal([1.0, 3.0], trials.Select(t => t.Loss));
            Assert.Equal(1, damaged);
        }
    }

    [Fact]
    public void A_damaged_line_does_not_count_and_the_others_do()
    {
        Write(Samples.Complete(0, 1, ("kind", 0), ("x", 0.5)), Samples.Complete(1, 2, ("kind", 0), ("x", 0.25)), Samples.Complete(2, 3, ("kind", 0), ("x", 0.75)));
        var lines = System.IO.File.ReadAllLines(File);
        lines[1] = lines[1].Replace("0.25", "0.26", StringComparison.Ordinal);
        System.IO.File.WriteAllText(File, string.Join('\n', lines) + "\nnonsense\n\n\0\u0001\n");

        var (trials, damaged) = Read();

        Assert.Equal([0, 2], trials.Select(t => t.Number));
        Assert.Equal(3, damaged);
    }

    [Fact]
    public void A_trial_of_another_space_does_not_count()
    {
        using (var journal = TrialJournal.Open(File, Samples.Plane))
        {
            journal.Add(Samples.Complete(0, 1, ("x", 1), ("y", 2)));
        }

        var (trials, damaged) = Read();
        Assert.Empty(trials);
        Assert.Equal(1, damaged);
    }

    [Fact]
    public void Two_searches_at_once_do_not_write_one_journal()
    {
        using var journal = TrialJournal.Open(File, Samples.Plane);

        Assert.Throws<IOException>(() => TrialJournal.Open(File, Samples.Plane));
    }

    private void Write(params Trial[] trials)
    {
        using var journal = TrialJournal.Open(File, Samples.Conditional);
        foreach (var trial in trials)
        {
            journal.Add(trial);
        }
    }

    private (IReadOnlyList<Trial> Trials, int Damaged) Read()
    {
        using var journal = TrialJournal.Open(File, Samples.Conditional);
        return (journal.Trials, journal.Damaged);
    }
}
