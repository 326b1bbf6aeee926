using Spectre.Console;

namespace Ingot.Benchmarks.Reliability;

/// <summary>Counts of trials, by name.</summary>
internal sealed class TrialTally
{
    private readonly Table _table = new Table().AddColumns("trial", "tried", "of these hit", "violations", "temporary files");
    private readonly List<string> _violations = [];

    /// <summary>How many trials violated a law.</summary>
    public int Violations { get; private set; }

    /// <summary>Tells of a violation at once, since the whole may take hours.</summary>
    public void Violated(string trial, string what, string kept)
    {
        Violations++;
        _violations.Add($"{trial}: {what} ({kept})");
        AnsiConsole.WriteLine($"VIOLATED {trial}: {what} (kept: {kept})");
    }

    /// <summary>Adds a trial's counts.</summary>
    public void Add(string trial, int tried, int hit, int violations, int temporary) => _table.AddRow(
        Markup.Escape(trial), FormattableString.Invariant($"{tried}"), FormattableString.Invariant($"{hit}"), FormattableString.Invariant($"{violations}"), FormattableString.Invariant($"{temporary}"));

    /// <summary>Prints the counts, and what was violated.</summary>
    public void Print()
    {
        AnsiConsole.Write(_table);
        _violations.ForEach(AnsiConsole.WriteLine);
    }
}
