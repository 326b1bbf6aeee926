using Ingot.Core.Tables;

namespace Ingot.Simulation.World;

/// <summary>The world of a simulated year: its customers do not depend on what any model says of them, so that all ways to watch over one are asked about the same.</summary>
/// <param name="plan">What happens.</param>
/// <param name="source">Where customers are from.</param>
public sealed class YearWorld(YearPlan plan, CustomerSource source)
{
    /// <summary>The column of the label.</summary>
    public const string Label = "churn";

    /// <summary>The class that probabilities are of.</summary>
    public const string Positive = "Yes";

    private const string Negative = "No";
    private const string Leak = "total_charges";

    // So many of those who left have paid their last bill when the data of the bad release are taken.
    private const double LeakedShare = 0.9;

    private const int TrainingStream = 1_000_000;
    private const int ReferenceStream = 1_000_001;
    private const int LeakStream = 1_000_002;

    /// <summary>What happens.</summary>
    public YearPlan Plan { get; } = plan;

    /// <summary>Where customers are from.</summary>
    public CustomerSource Source { get; } = source;

    /// <summary>The customers of a week.</summary>
    public CustomerWeek Week(int week)
    {
        var draws = new Draws(Plan.Seed, week);
        var customers = Source.Draw(Plan.RowsPerWeek, draws, week >= Plan.DriftWeek ? Plan.PriceRise : 0);
        var left = Outcomes(customers, week >= Plan.ConceptWeek ? ChurnLaw.After : ChurnLaw.Before, draws);
        var at = new DateTimeOffset[customers.Rows];
        var known = new DateTimeOffset?[customers.Rows];
        for (var i = 0; i < at.Length; i++)
        {
            at[i] = Plan.StartOf(week).AddSeconds(Math.Floor(TimeSpan.FromDays(7).TotalSeconds * i / at.Length));
            var delay = Plan.LeastDelay + (draws.Exponential() * Plan.FurtherDelay);
            known[i] = draws.Uniform() < Plan.LabelledShare ? at[i] + delay : null;
        }

        return new CustomerWeek(week, customers, left, at, known);
    }

    /// <summary>The rows that the first model is trained on.</summary>
    public Table Training() => Labelled(TrainingStream, Plan.TrainingRows);

    /// <summary>The reference rows of the first model.</summary>
    public Table Reference() => Labelled(ReferenceStream, Plan.ReferenceRows);

    /// <summary>
    /// The same rows as they are in the data of the bad release: taken after the fact, when those who left have paid their last bill and their total is 0.
    /// No model can know that of a customer who has not left yet.
    /// </summary>
    public Table FromTheFuture(Table rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var draws = new Draws(Plan.Seed, LeakStream);
        var (total, label) = ((double[])((NumberColumn)rows[Leak]).Values.Clone(), (StringColumn)rows[Label]);
        for (var i = 0; i < total.Length; i++)
        {
            total[i] = draws.Uniform() < LeakedShare && label[i] == Positive ? 0 : total[i];
        }

        return new Table([.. rows.Columns.Select(c => c.Name == Leak ? new NumberColumn(c.Name, total) : c)]);
    }

    /// <summary>Customers with the column of the label.</summary>
    public static Table WithLabel(Table customers, bool[] left)
    {
        ArgumentNullException.ThrowIfNull(customers);
        return new Table([new StringColumn(Label, Array.ConvertAll(left, l => l ? 1 : 0), [Negative, Positive]), .. customers.Columns]);
    }

    private Table Labelled(int stream, int rows)
    {
        var draws = new Draws(Plan.Seed, stream);
        var customers = Source.Draw(rows, draws, 0);
        return WithLabel(customers, Outcomes(customers, ChurnLaw.Before, draws));
    }

    private static bool[] Outcomes(Table customers, ChurnLaw law, Draws draws) => Array.ConvertAll(law.Probabilities(customers), p => draws.Uniform() < p);
}
