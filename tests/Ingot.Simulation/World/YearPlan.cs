namespace Ingot.Simulation.World;

/// <summary>What happens in a simulated year. Weeks count from 0; a change whose week is null does not come.</summary>
public sealed record YearPlan
{
    /// <summary>Of all that is drawn: the same plan gives the same year. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many weeks. Default 52.</summary>
    public int Weeks { get; init; } = 52;

    /// <summary>Customers that are asked about in each week. Default 1,500.</summary>
    public int RowsPerWeek { get; init; } = 1500;

    /// <summary>Rows that the first model is trained on. Default 5,634, as many as data/telco has.</summary>
    public int TrainingRows { get; init; } = 5634;

    /// <summary>Reference rows of the first model. Default 1,409, as many as data/telco has.</summary>
    public int ReferenceRows { get; init; } = 1409;

    /// <summary>The first week in which prices are higher: the inputs change, what they mean does not.</summary>
    public int? DriftWeek { get; init; } = 12;

    /// <summary>By what share internet customers pay more from then on. Default 0.25.</summary>
    public double PriceRise { get; init; } = 0.25;

    /// <summary>The first week in which contracts hold nobody any more: the inputs stay, what they mean changes.</summary>
    public int? ConceptWeek { get; init; } = 26;

    /// <summary>The week before which a release goes into production that has learned from the future.</summary>
    public int? BadReleaseWeek { get; init; } = 42;

    /// <summary>The share of the customers of whom it is ever told whether they left. Default 0.6.</summary>
    public double LabelledShare { get; init; } = 0.6;

    /// <summary>The least time until that is told. Default 3 days.</summary>
    public TimeSpan LeastDelay { get; init; } = TimeSpan.FromDays(3);

    /// <summary>The mean of the time, exponential, that comes on top of it. Default 7 days.</summary>
    public TimeSpan FurtherDelay { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The first instant. Default 2025-01-06, a Monday.</summary>
    public DateTimeOffset Start { get; init; } = new(2025, 1, 6, 0, 0, 0, TimeSpan.Zero);

    /// <summary>When a week begins.</summary>
    public DateTimeOffset StartOf(int week) => Start.AddDays(7 * week);

    /// <summary>The same year in fewer weeks: its changes come as much sooner.</summary>
    public YearPlan Shortened(int weeks)
    {
        int? At(int? week) => week * weeks / Weeks;
        return this with { Weeks = weeks, DriftWeek = At(DriftWeek), ConceptWeek = At(ConceptWeek), BadReleaseWeek = At(BadReleaseWeek) };
    }
}
