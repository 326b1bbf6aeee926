using Spectre.Console;

namespace Ingot.Benchmarks;

/// <summary>Things that are timed in turns, so that what disturbs one disturbs all; the medians are compared.</summary>
internal sealed class Contestants
{
    private readonly List<(string Name, Func<double> Run, List<double> Seconds)> _all = [];

    public void Add(string name, Func<double> run) => _all.Add((name, run, []));

    public void Race(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (_, run, seconds) in _all)
            {
                seconds.Add(run());
            }
        }
    }

    /// <summary>Forgets what was timed so far: it warmed up.</summary>
    public void Forget() => _all.ForEach(c => c.Seconds.Clear());

    public double Median(string name)
    {
        var sorted = _all.Single(c => c.Name == name).Seconds.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>Prints medians and their ratios to one of them.</summary>
    public void Print(string title, string reference)
    {
        var table = new Table().Title(title).AddColumn("what").AddColumn("median, s").AddColumn("range, s").AddColumn($"ratio to {reference}");
        foreach (var (name, _, seconds) in _all)
        {
            table.AddRow(
                name,
                FormattableString.Invariant($"{Median(name):0.000}"),
                FormattableString.Invariant($"{seconds.Min():0.000} to {seconds.Max():0.000}"),
                FormattableString.Invariant($"{Median(name) / Median(reference):0.00}"));
        }

        AnsiConsole.Write(table);
    }
}
