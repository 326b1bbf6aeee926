namespace Ingot.Runtime.Tests;

public class PredictionTests(TestModels models) : IClassFixture<TestModels>
{
    [Fact]
    public void One_row_and_many_rows_are_scored_alike()
    {
        using var client = new TestClient(models.Line);

        Assert.Equal([7f], client.Predict(3));
        var x = Enumerable.Range(0, 10_000).Select(i => (float)i).ToArray();
        Assert.Equal(x.Select(v => (2 * v) + 1), client.Predict(x));
    }

    [Fact]
    public void NaN_is_missing_and_infinity_is_a_number()
    {
        using var client = new TestClient(models.Line);

        Assert.Equal([1f, float.NaN, float.PositiveInfinity, -3f], client.Predict(0, float.NaN, float.PositiveInfinity, -2));
    }

    [Fact]
    public void A_batch_has_at_least_one_row()
    {
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => new ModelBatch(0));
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => new ModelBatch(-1));
    }

    [Fact]
    public void Every_element_type_arrives()
    {
        using var client = new TestClient(models.Mixed);
        var outputs = client.Predict(3, batch =>
        {
            var x = batch.Doubles("x");
            var flag = batch.Booleans("flag");
            var day = batch.Integers("day");
            var present = batch.Booleans("day__present");
            (x[0], flag[0], day[0], present[0]) = (0.5, true, ModelBatch.Microseconds(new DateTime(1970, 1, 3)), true);
            (x[1], flag[1], day[1], present[1]) = (0.5, false, ModelBatch.Microseconds(new DateTime(1969, 12, 31)), true);
            (x[2], flag[2], day[2], present[2]) = (0.5, true, 0, false);
        });

        Assert.Equal([12.5f, -0.5f, float.NaN], outputs.Scores());
    }

    [Fact]
    public void Null_empty_and_unseen_text_are_not_the_known_ones()
    {
        using var client = new TestClient(models.Text);
        var outputs = client.Predict(5, batch => new[] { "a", "b", null, "", "ünseen \U0001F600" }.CopyTo(batch.Strings("word"), 0));

        Assert.Equal([1f, 0f, float.NaN, float.NaN, float.NaN], outputs.Scores());
        Assert.Equal(1 / (1 + Math.Exp(-1)), outputs.Probability()[0], 6);
        Assert.Equal(0.5f, outputs.Probability()[1]);
        Assert.Equal(["yes", "yes", "no", "no", "no"], outputs.PredictedLabels());
    }

    [Fact]
    public void Equal_labels_are_one_string()
    {
        using var client = new TestClient(models.Text);
        var labels = client.Predict(4, batch => new[] { "a", null, "a", null }.CopyTo(batch.Strings("word"), 0)).PredictedLabels();

        Assert.Equal(["yes", "no", "yes", "no"], labels);
        Assert.Same(labels[0], labels[2]);
        Assert.Same(labels[1], labels[3]);
    }

    [Fact]
    public void Probabilities_are_row_by_row()
    {
        using var client = new TestClient(models.Classes);
        var outputs = client.Predict(2, batch => new[] { 0f, 1f }.CopyTo(batch.Floats("x"), 0));

        var sum = Math.Exp(1) + Math.Exp(2) + Math.Exp(3);
        double[] expected = [1 / 3.0, 1 / 3.0, 1 / 3.0, Math.Exp(1) / sum, Math.Exp(2) / sum, Math.Exp(3) / sum];
        var found = outputs.Probabilities(3);
        Assert.Equal(6, found.Length);
        Assert.All(expected.Zip(found), p => Assert.Equal(p.First, p.Second, 6));
        Assert.Equal(["a", "c"], outputs.PredictedLabels());
    }

    [Fact]
    public void Dates_are_microseconds_since_1970_in_universal_time()
    {
        Assert.Equal(0, ModelBatch.Microseconds(new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc)));
        Assert.Equal(1_792_000_000_123_456, ModelBatch.Microseconds(new DateTime(621355968000000000 + 17_920_000_001_234_567, DateTimeKind.Utc)));

        // Tenths of a microsecond go down, before 1970 too.
        Assert.Equal(-1, ModelBatch.Microseconds(new DateTime(621355968000000000 - 1, DateTimeKind.Utc)));
        Assert.Equal(-1, ModelBatch.Microseconds(new DateTime(621355968000000000 - 10, DateTimeKind.Utc)));
        Assert.Equal(-2, ModelBatch.Microseconds(new DateTime(621355968000000000 - 11, DateTimeKind.Utc)));
        Assert.Equal(-62_135_596_800_000_000, ModelBatch.Microseconds(DateTime.MinValue));
    }

    [Fact]
    public void Local_times_are_converted_and_unspecified_ones_taken_as_they_are()
    {
        var local = new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Local);

        Assert.Equal(ModelBatch.Microseconds(TimeZoneInfo.ConvertTimeToUtc(local)), ModelBatch.Microseconds(local));
        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        Assert.Equal(ModelBatch.Microseconds(DateTime.SpecifyKind(local, DateTimeKind.Utc)), ModelBatch.Microseconds(unspecified));
    }
}
