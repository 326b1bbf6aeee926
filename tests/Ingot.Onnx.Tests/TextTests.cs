using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.TestModel;

namespace Ingot.Onnx.Tests;

/// <summary>
/// Terms of free text. The expected values are scikit-learn 1.2.1's: TfidfVectorizer(token_pattern=r"\w+", ngram_range, min_df, sublinear_tf, ...) fitted on
/// <see cref="Documents"/>.
/// </summary>
public class TextTests
{
    /// <summary>Texts with what is hard about them: case, signs, letters of other alphabets, and none at all.</summary>
    internal static readonly string?[] Documents =
        ["Win a FREE prize now", "free entry: win, win, WIN!", "call me now", "Über Straße free", null, "are you free now? call", "ÜBER alles"];

    private static readonly ModelSchema Text = Schema(ModelTask.BinaryClassification, Feature("text", ColumnType.String) with { IsText = true });

    [Fact]
    public void Words_are_weighed_as_scikit_learn_weighs_them()
    {
        var plan = Fit(new TextSpec { NGrams = (1, 2), CharGrams = (0, 0), MinRows = 2 });

        AssertTerms(plan, "win win FREE now", ("text: free", 0.3229226f), ("text: now", 0.3719416f), ("text: win", 0.8702761f));
        AssertTerms(plan, "über CALL now unknown", ("text: call", 0.6051581f), ("text: now", 0.5172691f), ("text: über", 0.6051581f));
        AssertTerms(plan, "free now", ("text: free", 0.6555949f), ("text: now", 0.7551128f));
    }

    [Fact]
    public void Counts_may_be_logarithms_or_only_whether_there_are_any()
    {
        AssertTerms(Fit(new TextSpec { NGrams = (1, 2), MinRows = 2, Sublinear = true }), "win win FREE now", ("text: free", 0.3643731f), ("text: now", 0.4196842f), ("text: win", 0.8313227f));
        AssertTerms(Fit(new TextSpec { MinRows = 2, Weighting = TermWeighting.Tf, Normalise = false }), "win win FREE now", ("text: free", 1), ("text: now", 1), ("text: win", 2));
        AssertTerms(Fit(new TextSpec { MinRows = 2, Weighting = TermWeighting.Binary, Normalise = false }), "win win FREE now", ("text: free", 1), ("text: now", 1), ("text: win", 1));
    }

    [Fact]
    public void Characters_are_weighed_as_scikit_learn_weighs_them()
    {
        var plan = Fit(new TextSpec { NGrams = (0, 0), CharGrams = (2, 3), MinRows = 3 });

        AssertTerms(
            plan, "win fre", ("text: ' f'", 0.4844246f), ("text: ' fr'", 0.4844246f), ("text: 'fr'", 0.4205812f), ("text: 'fre'", 0.4205812f), ("text: 're'", 0.4205812f));
        AssertTerms(plan, "über");
    }

    [Fact]
    public void Words_that_follow_each_other_are_terms_where_enough_rows_have_them()
    {
        var plan = Fit(new TextSpec { NGrams = (2, 3), CharGrams = (0, 0), MinRows = 2 }, "buy now or never", "Buy Now OR later", "now or not", "buy or now");

        Assert.Equal(["text: now or", "text: buy now", "text: buy now or"], plan.Names);
        AssertTerms(plan, "buy now, buy now", ("text: buy now", 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \t\n")]
    [InlineData("?!… 😀")]
    [InlineData("words that nobody wrote")]
    [InlineData(null)]
    public void A_text_without_a_known_word_has_no_terms(string? text) => AssertTerms(Fit(new TextSpec { MinRows = 2, CharGrams = (0, 0) }), text);

    [Theory]
    [InlineData("привет мир", "ПРИВЕТ")]
    [InlineData("привет мир", "Привет")]
    [InlineData("Élan vital", "élan")]
    [InlineData("Élan vital", "ÉLAN")]
    [InlineData("naïve", "NAÏVE")]
    [InlineData("日本", "日本")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("𐐷x", "𐐏X")]
    public void Words_of_all_scripts_are_known_in_small_and_capital_letters(string learned, string asked)
    {
        var plan = Fit(new TextSpec { MinRows = 2, CharGrams = (0, 0) }, learned, learned, "else");

        Assert.Single(Terms(plan, asked));
    }

    [Fact]
    public void What_a_text_is_worth_does_not_depend_on_the_texts_beside_it()
    {
        var plan = Fit(new TextSpec { NGrams = (1, 2), CharGrams = (1, 3), MinRows = 2 });
        var other = string.Join(' ', Enumerable.Repeat("free WIN Über unknown", 20_000));
        var together = plan.Transform(Table("Win a free prize", other, null, "über"));

        Assert.Equal(plan.Transform(Table("Win a free prize")).Values, Row(together, 0));
        Assert.Equal(plan.Transform(Table("über")).Values, Row(together, 3));
        Assert.All(Row(together, 2), v => Assert.Equal(0, v));
    }

    [Fact]
    public void No_text_of_a_row_is_in_the_model()
    {
        string[] texts = [.. Enumerable.Range(0, 200).Select(i => $"dear customer, the password of {(char)('a' + (i % 26))}{i}zq is secret{i}")];
        using var model = new TestModel();
        var plan = Fit(null, texts);
        model.Write(Text, plan, new LinearModel([new double[plan.Names.Count]], [0]) { Link = OutputLink.Sigmoid, Outputs = 1 });

        var bytes = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(model.Path));
        Assert.Contains("customer", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("secret17", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("17zq", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_term_there_is_one_feature_that_tells_nothing()
    {
        var plan = Fit(new TextSpec { CharGrams = (0, 0) }, "all", "texts", "differ");

        Assert.Equal(["text: no term"], plan.Names);
        Assert.Equal([0, 0], plan.Transform(Table("all", null)).Values);
        Assert.Equal("nothing: no word is in enough rows", plan.Notes[0].What);
    }

    [Fact]
    public void A_sparse_matrix_has_what_the_dense_one_has()
    {
        var schema = Schema(ModelTask.BinaryClassification, Feature("size", ColumnType.Number), Feature("text", ColumnType.String) with { IsText = true });
        var table = new Table([Numbers("size", 1, 2, 0, 2, 7, 13, 1), Strings("text", Documents)]);
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.Linear);
        int[] rows = [6, 4, 0, 0];
        var (dense, sparse) = (plan.Transform(table, rows), plan.TransformSparse(table, rows, 1, default));

        var values = new float[dense.Values.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var i = sparse.Starts[row]; i < sparse.Starts[row + 1]; i++)
            {
                values[(row * sparse.Width) + sparse.Columns[i]] = sparse.Values[i];
            }
        }

        Assert.Equal(dense.Values, values);
        Assert.DoesNotContain(0f, sparse.Values);
    }

    [Fact]
    public void The_most_frequent_terms_are_taken_and_the_same_ones_for_any_number_of_threads()
    {
        string[] texts = [.. Enumerable.Range(0, 5000).Select(i => $"w{i % 7} w{i % 11} w{i % 13}")];
        var spec = new TextSpec { NGrams = (1, 2), CharGrams = (0, 0), MaxTerms = 10 };

        var plan = Fit(spec, texts);

        Assert.Equal(10, plan.Names.Count);
        Assert.Equal("text: w0", plan.Names[0]);
        Assert.Equal(plan.Names, FeaturePlan.Fit(Table(texts), Text, [Says(spec)], FeatureStyle.DenseTrees, threads: 7).Names);
    }

    [Fact]
    public void A_missing_text_cannot_be_filled()
    {
        var error = Assert.Throws<IngotException>(() => FeaturePlan.Fit(Table(Documents), Text, [TestModel.Says("text", MissingValues.MostFrequent)], FeatureStyle.Linear));

        Assert.Equal("INGOT2010", error.Diagnostics[0].Code);
        Assert.Contains("a missing text is one without words", error.Message, StringComparison.Ordinal);
    }

    [PythonFact]
    public void The_checker_of_ONNX_takes_the_operator_of_ONNX_Runtime()
    {
        using var model = new TestModel();
        var plan = Fit(null);
        model.Write(Text, plan, new LinearModel([new double[plan.Names.Count]], [0]) { Link = OutputLink.Sigmoid, Outputs = 1 });

        Assert.Equal((0, "ok\n"), PythonFactAttribute.Run("import onnx, sys; onnx.checker.check_model(onnx.load(sys.argv[1]), full_check=True); print('ok')", model.Path));
    }

    private static Table Table(params string?[] texts) => new([Strings("text", texts)]);

    private static ColumnSpec Says(TextSpec? text) => TestModel.Says("text", MissingValues.Auto) with { Text = text };

    private static FeaturePlan Fit(TextSpec? spec, params string?[] texts) =>
        FeaturePlan.Fit(Table(texts.Length == 0 ? Documents : texts), Text, [Says(spec)], FeatureStyle.DenseTrees);

    private static List<(string Name, float Value)> Terms(FeaturePlan plan, string? text) =>
        [.. plan.Names.Zip(plan.Transform(Table(text)).Values).Where(t => t.Second != 0).OrderBy(t => t.First, StringComparer.Ordinal)];

    private static void AssertTerms(FeaturePlan plan, string? text, params (string Name, float Value)[] expected)
    {
        var found = Terms(plan, text);
        Assert.Equal(expected.Select(e => e.Name), found.Select(f => f.Name));
        Assert.All(expected.Zip(found), p => Assert.Equal(p.First.Value, p.Second.Value, 1e-6f));
    }
}
