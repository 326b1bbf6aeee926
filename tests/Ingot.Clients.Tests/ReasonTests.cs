using System.Reflection;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Runtime;
using Ingot.Scoring.Explanations;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.Schemas;

namespace Ingot.Clients.Tests;

/// <summary>The typed client's reasons are those of the explainer, the strongest first.</summary>
public sealed class ReasonTests : IDisposable
{
    private readonly string _onnx = Path.GetTempFileName();

    [Theory]
    [InlineData("BinaryClassification")]
    [InlineData("MulticlassClassification")]
    [InlineData("Regression")]
    [InlineData("Linear")]
    public void Client_and_explainer_give_the_same_reasons(string task)
    {
        SchemaColumn[] columns = [Number("x"), Number("y"), Number("z"), Number("idle")];
        var schema = task switch { "BinaryClassification" => Binary(columns), "MulticlassClassification" => Multiclass(["a", "b", "c"], columns), _ => Regression(columns) };
        var table = new Table([.. columns.Select((c, i) => new NumberColumn(c.Name, [.. Enumerable.Range(0, 40).Select(r => r % 7 == i ? double.NaN : ((r * (i + 3)) % 10) / 5.0)]))]);
        var onnx = task == "Linear" ? ExplanationFacts.WithReasons(Linear(schema, table, 3, -2, 0.5, 0, 1, 1, 1, 1), 2) : CoveredTrees.Onnx(schema, table, 2, split: 1);
        File.WriteAllBytes(_onnx, onnx);
        using var explainer = new PredictionExplainer(onnx, schema, "m.onnx", 1);
        var expected = explainer.Explain(table);
        var client = CompiledClient.Of(schema, reasons: 2).Load(_onnx);
        using var model = (IDisposable)Activator.CreateInstance(client.GetType("Contoso.ChurnModel")!)!;
        var inputs = Inputs(client, table);

        var plain = Call(model, "Predict", inputs);
        var many = Call(model, "PredictWithReasons", inputs);

        Assert.Equal(table.Rows, many.Count);
        for (var row = 0; row < table.Rows; row++)
        {
            Assert.Empty(Reasons(plain[row]));
            var output = task == "MulticlassClassification" ? schema.Classes.ToList().IndexOf((string)Get(many[row], "PredictedLabel")) : 0;
            var own = expected.Of(row, output).ToArray();
            var reasons = Reasons(many[row]);
            Assert.Equal(own.Select((v, c) => (expected.Columns[c], v)).OrderByDescending(p => Math.Abs(p.v)).Take(2).Select(p => (p.Item1, Math.Round(p.v, 9))), reasons.Select(r => (r.Column, Math.Round(r.Contribution, 9))));
            var said = schema.Task == ModelTask.Regression ? "Score" : "Probability";
            Assert.Equal(Get(plain[row], said), Get(many[row], said));
        }

        Assert.Contains(many.SelectMany(Reasons), r => r.Contribution < 0);
        Assert.Contains(many, p => Reasons(p)[0].Contribution > 0);
        var one = model.GetType().GetMethods().Single(m => m.Name == "PredictWithReasons" && !m.GetParameters()[0].ParameterType.IsGenericType);
        Assert.Equal(Reasons(many[3]).Select(r => r.ToString()), Reasons(one.Invoke(model, [inputs.GetValue(3)])!).Select(r => r.ToString()));
    }

    [Fact]
    public void Threads_may_ask_for_the_first_reasons_at_once()
    {
        var (client, inputs) = Small();
        using var model = (IDisposable)Activator.CreateInstance(client.GetType("Contoso.ChurnModel")!)!;

        var all = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(8).Select(_ => string.Join(';', Call(model, "PredictWithReasons", inputs).SelectMany(Reasons))).ToList();

        Assert.Single(all.Distinct());
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Call(model, "PredictWithReasons", inputs));
    }

    [Fact]
    public void A_model_without_reasons_says_so()
    {
        var (client, inputs) = Small();
        SchemaColumn[] columns = [Number("x"), Number("y"), Number("z")];
        var other = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(other, Linear(Regression(columns), new Table([.. columns.Select(c => new NumberColumn(c.Name, [0, 1, 2]))])));
            using var model = (IDisposable)Activator.CreateInstance(client.GetType("Contoso.ChurnModel")!, other, null)!;

            Assert.Contains("no reasons can be had", Assert.Throws<InvalidDataException>(() => Call(model, "PredictWithReasons", inputs)).Message, StringComparison.Ordinal);
            Assert.Equal(3, Call(model, "Predict", inputs).Count);
        }
        finally
        {
            File.Delete(other);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(14)]
    public void A_client_compiles_where_there_are_no_reasons_too(int language) =>
        CompiledClient.Of(Multiclass(["a", "b", "c"], Number("x")), language: language, reasons: 3).Check();

    public void Dispose() => File.Delete(_onnx);

    private (Assembly Client, Array Inputs) Small()
    {
        SchemaColumn[] columns = [Number("x"), Number("y"), Number("z")];
        var schema = Regression(columns);
        var table = new Table([.. columns.Select(c => new NumberColumn(c.Name, [0, 1, 2]))]);
        File.WriteAllBytes(_onnx, CoveredTrees.Onnx(schema, table, 1, split: 1));
        var client = CompiledClient.Of(schema, reasons: 1).Load(_onnx);
        return (client, Inputs(client, table));
    }

    private static byte[] Linear(ModelSchema schema, Table table, params double[] weights)
    {
        var plan = Onnx.Features.FeaturePlan.Fit(table, schema, [], Onnx.Features.FeatureStyle.Linear);
        var width = plan.Transform(table).Names.Count;
        double[] all = [.. Enumerable.Range(0, width).Select(f => f < weights.Length ? weights[f] : 0)];
        return Onnx.OnnxModelWriter.ToBytes(
            schema, plan, new Onnx.Learned.LinearModel([all], [1]) { Link = Onnx.Learned.OutputLink.Identity, Outputs = 1, Means = new double[width] }, 0.5, "Churn");
    }

    private static Array Inputs(Assembly client, Table table)
    {
        var type = client.GetType("Contoso.ChurnInput")!;
        var inputs = Array.CreateInstance(type, table.Rows);
        for (var row = 0; row < table.Rows; row++)
        {
            var input = Activator.CreateInstance(type)!;
            var properties = type.GetProperties();
            for (var c = 0; c < table.Columns.Count; c++)
            {
                properties[c].SetValue(input, table.Columns[c].IsMissing(row) ? null : (float)((NumberColumn)table.Columns[c]).Values[row]);
            }

            inputs.SetValue(input, row);
        }

        return inputs;
    }

    private static List<object> Call(object model, string name, Array inputs)
    {
        var method = model.GetType().GetMethods().Single(m => m.Name == name && m.GetParameters()[0].ParameterType is { IsGenericType: true } t && t.GetGenericTypeDefinition() == typeof(IReadOnlyList<>));
        return [.. ((System.Collections.IEnumerable)method.Invoke(model, BindingFlags.DoNotWrapExceptions, null, [inputs], null)!).Cast<object>()];
    }

    private static IReadOnlyList<Reason> Reasons(object prediction) => (IReadOnlyList<Reason>)Get(prediction, "Reasons");

    private static object Get(object prediction, string property) => prediction.GetType().GetProperty(property)!.GetValue(prediction)!;
}
