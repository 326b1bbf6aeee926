using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.TestModel;

namespace Ingot.Onnx.Tests;

/// <summary>
/// Hashed terms of free text. Buckets and values of single words are those of scikit-learn 1.2.1's HashingVectorizer(token_pattern=r"\w+", n_features=256,
/// norm=None); of longer terms those of its murmurhash3_32(struct.pack('&lt;q', h1 * 2**32 + h2 % 2**32), seed=0), with the bucket abs(hash) % 256 and its sign.
/// </summary>
public class HashedTermsTests
{
    private static readonly ModelSchema Text = Schema(ModelTask.BinaryClassification, Feature("text", ColumnType.String) with { IsText = true });

    private static readonly TextSpec Words = new() { Terms = TextTerms.Hashed, Buckets = 256, CharGrams = (0, 0), MinRows = 2, Weighting = TermWeighting.Tf, Normalise = false };

    [Fact]
    public void Words_fall_into_the_buckets_of_scikit_learn_if_enough_rows_have_these()
    {
        var plan = Fit(Words);

        Assert.Equal(256, plan.Names.Count);
        Assert.Equal("text: words of bucket 0", plan.Names[0]);

        // Those of 'a' and 'prize', 178 and 41, are in one row only.
        AssertTerms(plan, "Win a FREE prize now, win", (19, 1), (110, 1), (134, -2));
    }

    [Theory]
    [InlineData("win a free", 3, 229, 1)]
    [InlineData("win a free", 2, 53, -1, 192, -1)]
    [InlineData("Über 日本 x", 3, 224, -1)]
    [InlineData("Über 日本 x", 2, 81, 1, 117, -1)]
    [InlineData("Über 日本 x", 1, 27, 1, 65, -1, 190, -1)]
    public void A_sequence_has_the_hash_of_its_hashes(string text, int length, params int[] expected) =>
        AssertTerms(Fit(Words with { NGrams = (length, length) }, text, text), text, [.. expected.Chunk(2).Select(p => (p[0], (float)p[1]))]);

    [Fact]
    public void Characters_are_hashed_as_words_are()
    {
        var plan = Fit(Words with { NGrams = (0, 0), CharGrams = (2, 2) }, "añ b", "añ b");

        Assert.Equal("text: characters of bucket 0", plan.Names[0]);
        AssertTerms(plan, "añ b", (21, -1), (96, 1), (132, -1));
    }

    [Fact]
    public void Counts_may_be_logarithms_or_only_whether_there_are_any()
    {
        AssertTerms(Fit(Words with { Sublinear = true }), "win free win win", (110, 1), (134, -(1 + MathF.Log(3))));
        AssertTerms(Fit(Words with { Weighting = TermWeighting.Binary }), "win free win win", (110, 1), (134, -1));
        AssertTerms(Fit(Words with { Weighting = TermWeighting.Binary, Sublinear = true }), "win free win win", (110, 1), (134, -1));

        // As TfidfTransformer(norm="l2") weighs these counts: 4, 2 and 3 of 7 rows have the buckets 110, 134 and 19.
        AssertTerms(Fit(Words with { Weighting = TermWeighting.TfIdf, Normalise = true }), "win win FREE now", (19, 0.3719416f), (110, 0.3229226f), (134, -0.8702761f));
        AssertTerms(Fit(Words with { Weighting = TermWeighting.TfIdf, Sublinear = true }), "win win", (134, -(1 + MathF.Log(2)) * (1 + MathF.Log(8f / 3))));
    }

    [Fact]
    public void Capital_letters_are_small_ones_if_they_are_of_ASCII()
    {
        var plan = Fit(Words, "Über alles", "Über ALLES");

        Assert.Equal(2, Terms(plan, "Über aLLes").Count);
        Assert.Equal(2, Terms(plan, "ÜBER alles").Count);
        Assert.Single(Terms(plan, "über alles"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \t\n")]
    [InlineData("?!… 😀")]
    [InlineData(null)]
    public void A_text_without_words_has_no_terms(string? text) => AssertTerms(Fit(Words with { NGrams = (1, 3) }), text);

    [Fact]
    public void What_a_text_is_worth_does_not_depend_on_the_texts_beside_it()
    {
        var plan = Fit(new TextSpec { Terms = TextTerms.Hashed, NGrams = (1, 3), CharGrams = (1, 3), MinRows = 2 });
        var other = string.Join(' ', Enumerable.Repeat("free WIN Über unknown", 20_000));
        var together = plan.Transform(Table("Win a free prize", other, null, "über", "x"));

        Assert.Equal(2048, plan.Names.Count);
        Assert.Equal(plan.Transform(Table("Win a free prize")).Values, Row(together, 0));
        Assert.Equal(plan.Transform(Table("über")).Values, Row(together, 3));
        Assert.Equal(plan.Transform(Table("x")).Values, Row(together, 4));
        Assert.All(Row(together, 2), v => Assert.Equal(0, v));
    }

    [Fact]
    public void A_table_without_rows_has_no_features() =>
        Assert.Empty(Fit(new TextSpec { Terms = TextTerms.Hashed, MinRows = 2, CharGrams = (1, 2) }).Transform(Table("free"), []).Values);

    [Fact]
    public void Each_kind_of_terms_has_its_length()
    {
        var plan = FeaturePlan.Fit(Table(TextTests.Documents), Text, [Says(new TextSpec { Terms = TextTerms.Hashed, Buckets = 1024, MinRows = 2 })], FeatureStyle.Linear);
        var row = plan.Transform(Table("Win a FREE prize now, win win")).Values;

        Assert.Equal(10, row.AsSpan(0, 1024).ToArray().Sum(v => v * v), 1e-4f);
        Assert.Equal(10, row.AsSpan(1024, 1024).ToArray().Sum(v => v * v), 1e-4f);
    }

    [Fact]
    public void The_model_has_no_word_at_all()
    {
        using var model = new TestModel();
        var plan = Fit(Words);
        model.Write(Text, plan, new LinearModel([new double[plan.Names.Count]], [0]) { Link = OutputLink.Sigmoid, Outputs = 1 });

        var bytes = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(model.Path));
        Assert.All(["free", "win", "now", "call"], w => Assert.DoesNotContain(w, bytes, StringComparison.Ordinal));
        Assert.Equal("256 buckets for the hashes of words, their counts", plan.Notes[0].What);
    }

    [Fact]
    public void Where_no_bucket_is_in_enough_rows_there_is_one_feature_that_tells_nothing()
    {
        var plan = Fit(Words with { MinRows = 7 });

        Assert.Equal(["text: no term"], plan.Names);
        Assert.Equal([0, 0], plan.Transform(Table("free", null)).Values);
    }

    [Fact]
    public void The_buckets_are_the_same_for_any_number_of_threads()
    {
        string[] texts = [.. Enumerable.Range(0, 10_000).Select(i => $"w{i % 7} w{i % 11} w{i % 1300}")];
        var spec = Words with { NGrams = (1, 2), Buckets = 1024, Weighting = TermWeighting.TfIdf };
        FeaturePlan Of(int threads) => FeaturePlan.Fit(Table(texts), Text, [Says(spec)], FeatureStyle.Linear, threads: threads);

        Assert.Equal(Of(1).Transform(Table(texts[..50])).Values, Of(7).Transform(Table(texts[..50])).Values);
    }

    [PythonFact]
    public void The_checker_of_ONNX_takes_the_operators_of_ONNX_Runtime()
    {
        using var model = new TestModel();
        var plan = Fit(new TextSpec { Terms = TextTerms.Hashed, NGrams = (1, 3), CharGrams = (1, 3), MinRows = 2 });
        model.Write(Text, plan, new LinearModel([new double[plan.Names.Count]], [0]) { Link = OutputLink.Sigmoid, Outputs = 1 });

        Assert.Equal((0, "ok\n"), PythonFactAttribute.Run("import onnx, sys; onnx.checker.check_model(onnx.load(sys.argv[1]), full_check=True); print('ok')", model.Path));
    }

    private static Table Table(params string?[] texts) => new([Strings("text", texts)]);

    private static ColumnSpec Says(TextSpec text) => TestModel.Says("text", MissingValues.Auto) with { Text = text };

    private static FeaturePlan Fit(TextSpec spec, params string?[] texts) =>
        FeaturePlan.Fit(Table(texts.Length == 0 ? TextTests.Documents : texts), Text, [Says(spec)], FeatureStyle.DenseTrees);

    private static List<(int Bucket, float Value)> Terms(FeaturePlan plan, string? text) =>
        [.. plan.Transform(Table(text)).Values.Select((v, i) => (Bucket: i, Value: v)).Where(t => t.Value != 0)];

    private static void AssertTerms(FeaturePlan plan, string? text, params (int Bucket, float Value)[] expected)
    {
        var found = Terms(plan, text);
        Assert.Equal(expected.Select(e => e.Bucket), found.Select(f => f.Bucket));
        Assert.All(expected.Zip(found), p => Assert.Equal(p.First.Value, p.Second.Value, 1e-6f));
    }
}
