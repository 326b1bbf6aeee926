using System.Reflection;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Scoring;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.Schemas;

namespace Ingot.Clients.Tests;

/// <summary>The generated client says what Evaluate's scorer says of the same rows: what is tested is what ships.</summary>
public sealed class ClientRunTests : IDisposable
{
    private static readonly string[] Contracts = ["Month-to-month", "One year", "Two year"];
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly string _onnx = Path.GetTempFileName();

    [Theory]
    [InlineData("BinaryClassification", 7)]
    [InlineData("MulticlassClassification", 14)]
    [InlineData("Regression", 14)]
    public void Client_and_scorer_agree_on_every_row(string task, int language)
    {
        var columns = Schemas.Churn.Columns.Where(c => c.Role != ColumnRole.Label).ToArray();
        var schema = task switch
        {
            "BinaryClassification" => Binary(columns),
            "MulticlassClassification" => Multiclass(["a", "b", "c"], columns),
            _ => Regression(columns),
        };
        var table = Rows(50);
        var scores = Train(schema, table);
        Assert.True(scores.Distinct().Count() > table.Rows / 2, "The test's model tells hardly any rows apart.");
        var client = CompiledClient.Of(schema, language: language).Load(_onnx);
        using var model = (IDisposable)Activator.CreateInstance(client.GetType("Contoso.ChurnModel")!)!;

        var one = Enumerable.Range(0, table.Rows).Select(row => Call(model, Input(client, table, row))).ToList();
        var many = ((System.Collections.IEnumerable)Call(model, Inputs(client, table))).Cast<object>().ToList();

        Assert.Equal(table.Rows, many.Count);
        for (var row = 0; row < table.Rows; row++)
        {
            foreach (var prediction in new[] { one[row], many[row] })
            {
                Check(schema, scores, row, prediction);
            }
        }
    }

    [Fact]
    public void A_sequence_is_read_in_batches_while_its_predictions_are_enumerated()
    {
        var schema = Regression(Number("x"));
        Train(schema, new Table([new NumberColumn("x", [1, 2, 3, 4])]));
        var client = CompiledClient.Of(schema).Load(_onnx);
        using var model = (IDisposable)Activator.CreateInstance(client.GetType("Contoso.ChurnModel")!)!;
        var read = 0;
        var rows = new Table([new NumberColumn("x", [.. Enumerable.Range(0, 10_000).Select(i => (double)i)])]);
        var sequence = Cast(client, Enumerable.Range(0, rows.Rows).Select(row =>
        {
            read++;
            return Input(client, rows, row);
        }));

        var predictions = (IEnumerable<object>)Call(model, sequence, typeof(IEnumerable<>));
        Assert.Equal(0, read);
        Assert.Equal(4096, predictions.Take(1).Select(_ => read).Single());

        read = 0;
        var scores = predictions.Select(p => (float)Get(p, "Score")).ToList();
        Assert.Equal(10_000, read);
        Assert.Equal(10_000, scores.Count);
        Assert.Equal(scores.Order(), scores);
        Assert.Equal(10_000, scores.Distinct().Count());
        var batch = (IEnumerable<object>)Call(model, Inputs(client, rows));
        Assert.Equal(scores, batch.Select(p => (float)Get(p, "Score")));
    }

    [Fact]
    public void Null_arguments_are_named_and_no_inputs_give_no_predictions()
    {
        var schema = Regression(Number("x"));
        Train(schema, new Table([new NumberColumn("x", [1, 2, 3, 4])]));
        var client = CompiledClient.Of(schema).Load(_onnx);
        using var model = (IDisposable)Activator.CreateInstance(client.GetType("Contoso.ChurnModel")!)!;
        var input = client.GetType("Contoso.ChurnInput")!;
        var withNull = Array.CreateInstance(input, 3);
        withNull.SetValue(Activator.CreateInstance(input), 0);

        Assert.Empty((IEnumerable<object>)Call(model, Array.CreateInstance(input, 0)));
        Assert.Empty((IEnumerable<object>)Call(model, Cast(client, []), typeof(IEnumerable<>)));
        Assert.Equal("Input 1 is null. (Parameter 'inputs')", Assert.Throws<ArgumentException>(() => Call(model, withNull)).Message);
        var lazy = (IEnumerable<object>)Call(model, withNull, typeof(IEnumerable<>));
        Assert.Equal("Input 1 is null. (Parameter 'inputs')", Assert.Throws<ArgumentException>(() => lazy.Count()).Message);
        Assert.Throws<ArgumentNullException>("input", () => Call(model, null, input));
        Assert.Throws<ArgumentNullException>("inputs", () => Call(model, null, typeof(IReadOnlyList<>)));
        Assert.Throws<ArgumentNullException>("inputs", () => Call(model, null, typeof(IEnumerable<>)));
    }

    public void Dispose() => File.Delete(_onnx);

    /// <summary>A linear model in which every feature counts, and counts differently; the scores of its own scorer.</summary>
    private float[] Train(ModelSchema schema, Table table)
    {
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.Linear);
        var features = plan.Transform(table).Names.Count;
        var outputs = Math.Max(1, schema.Classes.Count == 2 ? 1 : schema.Classes.Count);
        var weights = Enumerable.Range(0, outputs)
            .Select(o => Enumerable.Range(0, features).Select(f => Math.Sin(1 + (o * 31) + f)).ToArray()).ToArray();
        weights[0][0] = 0.5;
        var link = schema.Classes.Count switch { 0 => OutputLink.Identity, 2 => OutputLink.Sigmoid, _ => OutputLink.Softmax };
        var learned = new LinearModel(weights, new double[outputs]) { Link = link, Outputs = outputs };
        OnnxModelWriter.Write(_onnx, schema, plan, learned, 0.5, "Churn");
        using var scorer = new OnnxScorer(_onnx, threads: 1);
        return scorer.Score(table, schema);
    }

    /// <summary>Rows in which every column that may be missing is missing in some.</summary>
    private static Table Rows(int count)
    {
        T[] Each<T>(int phase, Func<int, T> value, T missing) =>
            [.. Enumerable.Range(0, count).Select(i => (i + phase) % 5 == 0 ? missing : value(i))];
        return new Table(
        [
            new NumberColumn("tenure", Each(0, i => i * 1.5, double.NaN)),
            new StringColumn("contract", Each(1, i => i % 3, -1), Contracts),
            new StringColumn("payment_method", [.. Enumerable.Range(0, count).Select(i => i % 2)], ["Electronic check", "Mailed check"]),
            new NumberColumn("total_charges", Each(2, i => i * -7.25, double.NaN)),
            new NumberColumn("account_number", Each(3, i => 123456789012 + i, double.NaN)),
            new BooleanColumn("paperless_billing", [.. Enumerable.Range(0, count).Select(i => (sbyte)(i % 2))]),
            new BooleanColumn("senior", Each<sbyte>(4, i => (sbyte)(i / 2 % 2), -1)),
            new DateColumn("joined", [.. Enumerable.Range(0, count).Select(i => (i - 20) * 86_400_000_001L)]),
            new DateColumn("last_call", Each(1, i => i * 3_600_000_000L, DateColumn.Missing)),
        ]);
    }

    private static object Input(Assembly client, Table table, int row)
    {
        var input = Activator.CreateInstance(client.GetType("Contoso.ChurnInput")!)!;
        var properties = input.GetType().GetProperties()[..table.Columns.Count];
        for (var i = 0; i < properties.Length; i++)
        {
            var column = table.Columns[i];
            object? value = column.IsMissing(row) ? null : column switch
            {
                NumberColumn n when properties[i].PropertyType == typeof(float?) => (float)n.Values[row],
                NumberColumn n => n.Values[row],
                BooleanColumn b => b.Values[row] == 1,
                DateColumn d => Epoch.AddTicks(d.Values[row] * 10),
                var strings => ((StringColumn)strings)[row],
            };
            properties[i].SetValue(input, value);
        }

        return input;
    }

    private static Array Inputs(Assembly client, Table table)
    {
        var inputs = Array.CreateInstance(client.GetType("Contoso.ChurnInput")!, table.Rows);
        for (var row = 0; row < table.Rows; row++)
        {
            inputs.SetValue(Input(client, table, row), row);
        }

        return inputs;
    }

    private static object Cast(Assembly client, IEnumerable<object> inputs) => typeof(Enumerable).GetMethod(nameof(Enumerable.Cast))!
        .MakeGenericMethod(client.GetType("Contoso.ChurnInput")!).Invoke(null, [inputs])!;

    /// <summary>Calls the overload of Predict for one input, or for the given kind of several.</summary>
    private static object Call(object model, object? argument, Type? kind = null)
    {
        kind ??= argument is Array ? typeof(IReadOnlyList<>) : argument!.GetType();
        var method = model.GetType().GetMethods().Single(m => m.Name == "Predict" && Kind(m.GetParameters()[0].ParameterType) == kind);
        return method.Invoke(model, BindingFlags.DoNotWrapExceptions, null, [argument], null)!;
    }

    private static Type Kind(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static object Get(object prediction, string property) => prediction.GetType().GetProperty(property)!.GetValue(prediction)!;

    private static void Check(ModelSchema schema, float[] scores, int row, object prediction)
    {
        switch (schema.Classes.Count)
        {
            case 0:
                Assert.Equal(scores[row], Get(prediction, "Score"));
                break;
            case 2:
                Assert.Equal(scores[row], Get(prediction, "Probability"));
                Assert.Equal(scores[row] >= 0.5f ? "Yes" : "No", Get(prediction, "PredictedLabel"));
                Assert.Equal(scores[row] >= 0.5f, (float)Get(prediction, "Score") >= 0);
                break;
            default:
                var own = scores.AsSpan(row * 3, 3).ToArray();
                var best = Array.IndexOf(own, own.Max());
                Assert.Equal(own, Get(prediction, "Probabilities"));
                Assert.Equal(own[best], Get(prediction, "Probability"));
                Assert.Equal(schema.Classes[best], Get(prediction, "PredictedLabel"));
                var probabilityOf = prediction.GetType().GetMethod("ProbabilityOf")!;
                Assert.Equal(own[1], probabilityOf.Invoke(prediction, ["b"]));
                Assert.Throws<ArgumentException>("className", () => probabilityOf.Invoke(prediction, BindingFlags.DoNotWrapExceptions, null, ["z"], null));
                break;
        }
    }
}
