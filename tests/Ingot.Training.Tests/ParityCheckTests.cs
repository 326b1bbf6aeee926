using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Onnx.Learned;

namespace Ingot.Training.Tests;

/// <summary>The learner's own scores beside those of the ONNX file.</summary>
public class ParityCheckTests
{
    private static readonly TrainerSpec Trainer = new("LightGbm", new Dictionary<string, string>(), new SourceLocation("Test.csproj", 9));

    [Theory]
    [InlineData(OutputLink.Identity, new double[] { 100, -300, 0 }, new float[] { 100.001f, -300, 0 })]
    [InlineData(OutputLink.Sigmoid, new double[] { 0, 0 }, new float[] { 0.5f, 0.500005f })]
    public void A_difference_of_the_last_digits_is_none(OutputLink link, double[] own, float[] scores)
    {
        var found = new DiagnosticList();

        Assert.InRange(ParityCheck.Run(Trainer, Result(link, own), ParityCheck.Places(own.Length, seed: 1), scores, found), 0, 1e-5);
        Assert.Empty(found.Items);
    }

    [Theory]
    [InlineData(OutputLink.Identity, new double[] { 100, -300, 0 }, new float[] { 101, -300, 0 })]
    [InlineData(OutputLink.Sigmoid, new double[] { 0, 0, 0 }, new float[] { 0.5f, 0.51f, 0.5f })]
    [InlineData(OutputLink.Sigmoid, new double[] { 0, 0, 0 }, new float[] { 0.5f, 0.5f, float.NaN })]
    [InlineData(OutputLink.Identity, new double[] { 1, 2, 3 }, new float[] { 1, 2 })]
    public void A_greater_one_is_an_error(OutputLink link, double[] own, float[] scores)
    {
        var found = new DiagnosticList();

        Assert.False(ParityCheck.Run(Trainer, Result(link, own), ParityCheck.Places(own.Length, seed: 1), scores, found) <= 1e-5);

        var error = Assert.Single(found.Items);
        Assert.Equal(("INGOT2002", DiagnosticSeverity.Error, 9), (error.Code, error.Severity, error.Location.Line));
        Assert.Contains("on 3 validation rows; at most 1E-05 is allowed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_very_many_rows_some_are_compared_each_with_its_own_score()
    {
        var own = Enumerable.Range(0, 200_000).Select(row => (double)row).ToArray();
        var found = new DiagnosticList();

        var places = ParityCheck.Places(own.Length, seed: 1);

        Assert.Equal(50_000, places.Distinct().Count());
        Assert.Equal(0, ParityCheck.Run(Trainer, Result(OutputLink.Identity, own), places, Array.ConvertAll(places, p => (float)p), found));
        Assert.Empty(found.Items);
        Assert.True(ParityCheck.Run(Trainer, Result(OutputLink.Identity, own), places, Array.ConvertAll(places, p => (float)(p == places[^1] ? 0 : p)), found) > 1e-5);
        Assert.Contains("on 50,000 validation rows", Assert.Single(found.Items).Message, StringComparison.Ordinal);
    }

    private static LearnerResult Result(OutputLink link, double[] own) =>
        new(new LinearModel([[0]], [0]) { Link = link, Outputs = 1 }, own, 1, "rmse", 0);
}
