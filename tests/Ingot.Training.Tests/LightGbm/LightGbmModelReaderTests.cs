using Ingot.Training.LightGbm;

namespace Ingot.Training.Tests.LightGbm;

public class LightGbmModelReaderTests
{
    // Decision types as LightGBM's tree.h packs them: bit 0 categorical, bit 1 missing goes left, bits 2 and 3 what is missing (0 nothing, 1 zero, 2 NaN).
    private const int NothingMissing = 0;
    private const int NaNGoesRight = 2 << 2;
    private const int NaNGoesLeft = (2 << 2) | 2;

    /// <summary>Where nothing was missing in training LightGBM takes NaN for zero, and zero goes left at a threshold of zero.</summary>
    [Theory]
    [InlineData(NothingMissing, "0", true)]
    [InlineData(NothingMissing, "-0", true)]
    [InlineData(NothingMissing, "1.0000000180025095e-35", true)]
    [InlineData(NothingMissing, "-1.0000000180025095e-35", false)]
    [InlineData(NothingMissing, "0.5", true)]
    [InlineData(NothingMissing, "-0.5", false)]
    [InlineData(NaNGoesRight, "0.5", false)]
    [InlineData(NaNGoesRight, "0", false)]
    [InlineData(NaNGoesLeft, "-0.5", true)]
    [InlineData(NaNGoesLeft, "inf", true)]
    public void A_missing_value_goes_where_LightGBM_sends_it(int decision, string threshold, bool goesLeft)
    {
        var node = LightGbmModelReader.Read(Tree(decision, threshold), outputs: 1).Single().Nodes.Single();

        Assert.Equal((0, goesLeft, ~0, ~1), (node.Feature, node.MissingGoesLeft, node.Left, node.Right));
    }

    [Fact]
    public void Zero_that_is_taken_for_missing_is_refused() =>
        Assert.Contains("zero_as_missing", Assert.Throws<LightGbmException>(() => LightGbmModelReader.Read(Tree(1 << 2, "0"), outputs: 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Categories_are_read_from_their_words_of_32()
    {
        const string Text = "Tree=0\nleaf_value=1 2\nsplit_feature=0\nthreshold=1\ndecision_type=1\nleft_child=-1\nright_child=-2\ncat_boundaries=0 1 3\ncat_threshold=7 2147483649 2\n\n";

        Assert.Equal([0, 31, 33], LightGbmModelReader.Read(Text, outputs: 1).Single().Nodes.Single().Categories!);
    }

    [Fact]
    public void A_split_has_its_gain_where_the_text_tells_it()
    {
        var tree = Tree(NothingMissing, "0.5");

        Assert.Equal(12.5, LightGbmModelReader.Read(tree.Replace("threshold", "split_gain=12.5\nthreshold", StringComparison.Ordinal), outputs: 1).Single().Nodes.Single().Gain);
        Assert.Equal(0, LightGbmModelReader.Read(tree, outputs: 1).Single().Nodes.Single().Gain);
    }

    [Fact]
    public void Trees_are_of_the_outputs_in_turn()
    {
        var text = string.Concat(Enumerable.Range(0, 5).Select(_ => Tree(NothingMissing, "0.5")));

        Assert.Equal([0, 1, 2, 0, 1], LightGbmModelReader.Read(text, outputs: 3).Select(t => t.Output));
    }

    private static string Tree(int decision, string threshold) =>
        FormattableString.Invariant($"Tree=0\nnum_leaves=2\nleaf_value=1 2\nsplit_feature=0\nthreshold={threshold}\ndecision_type={decision}\nleft_child=-1\nright_child=-2\n\n");
}
