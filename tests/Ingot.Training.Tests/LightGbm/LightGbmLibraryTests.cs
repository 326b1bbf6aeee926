using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;

namespace Ingot.Training.Tests.LightGbm;

/// <summary>LightGBM's library: on the machine, named by the project, or not at all.</summary>
public class LightGbmLibraryTests
{
    [Theory]
    [InlineData("none", "none was found on this machine. Install it (Homebrew: brew install lightgbm)")]
    [InlineData("/nowhere/lib_lightgbm.so", "there is no file '/nowhere/lib_lightgbm.so'. Correct the property IngotLightGbmLibrary")]
    [InlineData("damaged", "Correct the property IngotLightGbmLibrary")]
    public void A_project_that_names_LightGbm_is_given_no_other(string library, string expected)
    {
        using var model = TrainingCase.Of(ModelTask.BinaryClassification, 300);
        var damaged = Path.GetTempFileName();
        File.WriteAllText(damaged, "no library");
        var spec = model.Spec("LightGbm");

        var error = Assert.Throws<IngotException>(() => Train(model, spec with { Trainer = spec.Trainer with { LightGbmLibrary = library == "damaged" ? damaged : library } }));

        Assert.Equal(("INGOT2003", 9), (error.Diagnostic.Code, error.Diagnostic.Location.Line));
        Assert.Contains(expected, error.Diagnostic.Message, StringComparison.Ordinal);
        Assert.EndsWith("or use the trainer FastTree, or BoostedTrees, which is LightGbm where there is its library.", error.Diagnostic.Message, StringComparison.Ordinal);
        File.Delete(damaged);
    }

    [Fact]
    public void A_library_that_the_project_names_is_used_and_said()
    {
        var library = Directory.GetFiles(AppContext.BaseDirectory, "*_lightgbm.*", SearchOption.AllDirectories).First(f => !f.EndsWith(".json", StringComparison.Ordinal));
        using var model = TrainingCase.Of(ModelTask.BinaryClassification, 300);
        model.Train("LightGbm");
        var hash = model.Hash;
        var spec = model.Spec("LightGbm");

        var said = Train(model, spec with { Trainer = spec.Trainer with { LightGbmLibrary = library } });

        Assert.Contains($"LightGBM is that of {library}", said);
        Assert.Equal(hash, model.Hash);
    }

    [Theory]
    [InlineData("LightGbm", true, null, "the trainer is LightGbm, as for any project that names no other")]
    [InlineData("LightGbm", false, null, "the trainer is LightGbm, which boosted trees are where there is its library")]
    [InlineData("FastTree", true, "INGOT2015", null)]
    public void What_the_project_leaves_open_is_said(string taken, bool isImplied, string? code, string? progress)
    {
        using var model = TrainingCase.Of(ModelTask.MulticlassClassification, 600);
        var spec = model.Spec(taken, ("Iterations", "5"));

        var said = Train(model, spec with { Trainer = spec.Trainer with { IsBoostedTrees = true, IsImplied = isImplied } });

        Assert.Equal(code, model.Diagnostics.Items.SingleOrDefault()?.Code);
        Assert.True(progress is null || said.Contains(progress));
    }

    [Theory]
    [InlineData("LightGbm")]
    [InlineData("FastTree")]
    public void What_is_open_has_only_what_both_learners_have(string taken)
    {
        using var model = TrainingCase.Of(ModelTask.BinaryClassification, 300);
        var spec = model.Spec(taken, ("L2", "3"));

        var error = Assert.Throws<IngotException>(() => Train(model, spec with { Trainer = spec.Trainer with { IsBoostedTrees = true } }));

        Assert.Equal("INGOT2001", error.Diagnostic.Code);
        Assert.StartsWith("The trainer BoostedTrees has no parameter 'L2'", error.Diagnostic.Message, StringComparison.Ordinal);
    }

    private static List<string> Train(TrainingCase model, Core.Specs.ModelSpec spec)
    {
        var said = new Said();
        ModelTrainer.Run(spec, model.Schema, model.Table, model.Path, 1, model.Diagnostics, said, CancellationToken.None);
        return said.Lines;
    }

    private sealed class Said : IStageProgress
    {
        public List<string> Lines { get; } = [];

        public void Report(string message, double? fraction = null) => Lines.Add(message);
    }
}
