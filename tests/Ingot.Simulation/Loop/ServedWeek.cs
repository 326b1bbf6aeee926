using Ingot.Core.Statistics;
using Ingot.Simulation.Models;
using Ingot.Simulation.World;

namespace Ingot.Simulation.Loop;

/// <summary>A week as it was served.</summary>
/// <param name="World">Its customers.</param>
/// <param name="Model">The model that answered.</param>
/// <param name="Scores">What it said of each.</param>
public sealed record ServedWeek(CustomerWeek World, YearModel Model, float[] Scores)
{
    /// <summary>Serves a week.</summary>
    public static ServedWeek Of(CustomerWeek week, YearModel model)
    {
        ArgumentNullException.ThrowIfNull(week);
        ArgumentNullException.ThrowIfNull(model);
        return new ServedWeek(week, model, model.Score(week.Customers));
    }

    /// <summary>The AUC of what was said, by what came of all customers: what nobody in that world knows.</summary>
    public double Auc { get; } = DeLong.Auc(Array.ConvertAll(Scores, s => (double)s), World.Left, Enumerable.Repeat(1.0, Scores.Length).ToArray()).Value;
}
