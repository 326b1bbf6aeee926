namespace Ingot.Runtime.Tests;

/// <summary>Models that are not there, not models, or not the client's.</summary>
public class ForeignModelTests(TestModels models) : IClassFixture<TestModels>
{
    [Fact]
    public void An_input_that_the_model_lacks_is_named()
    {
        using var client = new TestClient(models.Line);

        var e = Assert.Throws<InvalidDataException>(() => client.Predict(1, batch => batch.Floats("z")));
        Assert.Contains("it has no input 'z'", e.Message, StringComparison.Ordinal);
        Assert.Contains("TestClient", e.Message, StringComparison.Ordinal);
        Assert.Contains("one build", e.Message, StringComparison.Ordinal);

        // It stays usable by who gives the right inputs.
        Assert.Equal([3f], client.Predict(1));
    }

    [Fact]
    public void An_input_that_the_client_lacks_is_named()
    {
        using var client = new TestClient(models.Mixed);

        var e = Assert.Throws<InvalidDataException>(() => client.Predict(1, batch =>
        {
            batch.Doubles("x");
            batch.Booleans("flag");
            batch.Integers("day");
        }));
        Assert.Contains("it also wants an input 'day__present'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_of_another_type_is_named()
    {
        using var client = new TestClient(models.Line);
        var e = Assert.Throws<InvalidDataException>(() => client.Predict(1, batch => batch.Doubles("x")));
        Assert.Contains("'x' is of Single, and the client gives Double", e.Message, StringComparison.Ordinal);

        using var text = new TestClient(models.Text);
        e = Assert.Throws<InvalidDataException>(() => text.Predict(1, batch => batch.Floats("word")));
        Assert.Contains("'word' is of String, and the client gives Single", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_is_given_twice_is_refused()
    {
        using var client = new TestClient(models.Line);

        Assert.Throws<ArgumentException>("batch", () => client.Predict(1, batch =>
        {
            batch.Floats("x");
            batch.Floats("x");
        }));
    }

    [Fact]
    public void Outputs_of_another_task_are_missed_by_name()
    {
        using var line = new TestClient(models.Line);
        var outputs = line.Predict(1, batch => batch.Floats("x"));
        Assert.Contains("no output 'probability'", Assert.Throws<InvalidDataException>(outputs.Probability).Message, StringComparison.Ordinal);
        Assert.Contains("it has score", Assert.Throws<InvalidDataException>(outputs.PredictedLabels).Message, StringComparison.Ordinal);

        using var classes = new TestClient(models.Classes);
        outputs = classes.Predict(2, batch => batch.Floats("x"));
        var e = Assert.Throws<InvalidDataException>(() => outputs.Probabilities(4));
        Assert.Contains("6 values for 2 rows; expected 4 a row", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_not_a_model()
    {
        var path = models.At("damaged.onnx");
        var bytes = File.ReadAllBytes(models.Line);
        foreach (var damaged in new[] { bytes[..(bytes.Length / 2)], [], "not a model"u8.ToArray() })
        {
            File.WriteAllBytes(path, damaged);
            using var client = new TestClient(path);
            var e = Assert.Throws<InvalidDataException>(client.Load);
            Assert.Contains(path, e.Message, StringComparison.Ordinal);
            using var stream = new MemoryStream(damaged);
            using var streamed = new TestClient(stream);
            Assert.Throws<InvalidDataException>(streamed.Load);
        }
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var client = new TestClient(models.At("nowhere.onnx"));

        var e = Assert.Throws<FileNotFoundException>(client.Load);
        Assert.Equal(models.At("nowhere.onnx"), e.FileName);
    }

    [Fact]
    public void An_assembly_without_a_model_takes_the_file_beside_the_application()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Beside.onnx");
        File.Delete(file);
        using var client = new TestClient(typeof(ForeignModelTests).Assembly, "Beside");

        var e = Assert.Throws<FileNotFoundException>(client.Load);
        Assert.Contains("Ingot.Runtime.Tests has no resource 'model.onnx'", e.Message, StringComparison.Ordinal);
        Assert.Contains("Build the model's project", e.Message, StringComparison.Ordinal);

        File.Copy(models.Line, file);
        Assert.Equal([3f], client.Predict(1));
        File.Delete(file);
    }
}
