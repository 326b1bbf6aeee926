using Ingot.Search.Importance;
using Ingot.Search.Spaces;
using Ingot.Search.Trials;

namespace Ingot.Search.Tests.Importance;

/// <summary>The values are those of PedAnovaImportanceEvaluator of Optuna 5.0.0.dev (commit 1d8ce7bb, 21 August 2026) with its defaults, on the same trials.</summary>
public class PedAnovaTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Importances_are_those_of_Optuna()
    {
        var space = new SearchSpace(
        [
            new SearchParameter("x", new NumberDomain(-5, 10)),
            new SearchParameter("rate", new NumberDomain(0.01, 1, isLog: true)),
            new SearchParameter("n", new NumberDomain(1, 20, isWhole: true)),
            new SearchParameter("m", new NumberDomain(1, 200, isLog: true, isWhole: true)),
            new SearchParameter("kind", new ChoiceDomain(["a", "b", "c"])),
        ]);
        var trials = Enumerable.Range(0, 60).Select(i =>
        {
            var (x, rate) = (-5 + (15 * Share(i, 0.6180339887498949)), Math.Pow(10, -2 + (2 * Share(i, 0.7548776662466927))));
            var (n, m) = (1 + Math.Floor(20 * Share(i, 0.5698402909980532)), 1 + Math.Floor(200 * Share(i, 0.8191725133961645)));
            var loss = ((x - 2) * (x - 2)) + (3 * Math.Abs(Math.Log10(rate) + 1)) + (0.1 * n) + (i % 3 == 1 ? 5 : 0) + (0.001 * m);
            return Samples.Complete(i, loss, ("x", x), ("rate", rate), ("n", n), ("m", m), ("kind", i % 3));
        });

        var importances = PedAnova.Of(space, trials);

        Assert.Equal(["x", "rate", "kind", "n", "m"], importances.Select(i => i.Parameter));
        Assert.Equal(
            [0.8436592051160628, 0.1119897467137797, 0.020966864626988945, 0.016950072418548276, 0.006434111124620142], importances.Select(i => i.Share), (a, b) => Math.Abs(a - b) < Tolerance);
    }

    [Fact]
    public void A_parameter_that_exists_with_others_only_counts_by_how_often_it_does()
    {
        var space = new SearchSpace(
        [
            new SearchParameter("kind", new ChoiceDomain(["a", "b"])),
            new SearchParameter("x", new NumberDomain(0, 1)),
            new SearchParameter("y", new NumberDomain(0, 1)) { Conditions = [new ParameterCondition("kind", ["b"])] },
        ]);
        var trials = Enumerable.Range(0, 60).Select(i =>
        {
            var (x, y) = (Share(i, 0.6180339887498949), Share(i, 0.7548776662466927));
            return i % 2 == 0
                ? Samples.Complete(i, 0.4 + x, ("kind", 0), ("x", x))
                : Samples.Complete(i, (0.3 * x) + Math.Abs(y - 0.2), ("kind", 1), ("x", x), ("y", y));
        });

        var importances = PedAnova.Of(space, trials).ToDictionary(i => i.Parameter, i => i.Share, StringComparer.Ordinal);

        Assert.Equal(0.06063727736740878, importances["kind"], Tolerance);
        Assert.Equal(0.4700208029657584, importances["x"], Tolerance);
        Assert.Equal(0.46934191966683286, importances["y"], Tolerance);
    }

    [Fact]
    public void Trials_that_tell_nothing_make_all_parameters_alike()
    {
        Assert.Equal([0.5, 0.5], PedAnova.Of(Samples.Plane, []).Select(i => i.Share));
        Assert.Equal([0.5, 0.5], PedAnova.Of(Samples.Plane, [Samples.Complete(0, 1, ("x", 1), ("y", 2))]).Select(i => i.Share));
        Assert.Equal(
            [0.5, 0.5],
            PedAnova.Of(Samples.Plane, Enumerable.Range(0, 20).Select(i => Samples.Complete(i, 1, ("x", i / 2.0), ("y", i / 2.0)))).Select(i => i.Share));
    }

    [Fact]
    public void Failed_trials_do_not_count()
    {
        Trial[] trials = [.. Enumerable.Range(0, 20).Select(i => Samples.Complete(i, i, ("x", i / 2.0), ("y", i % 3)))];
        Trial[] failed = [.. Enumerable.Range(20, 20).Select(i => new Trial(i, Samples.Point(("x", 9), ("y", 9))) { State = TrialState.Failed })];

        Assert.Equal(PedAnova.Of(Samples.Plane, trials), PedAnova.Of(Samples.Plane, [.. trials, .. failed]));
    }

    private static double Share(int i, double step) => i * step % 1;
}
