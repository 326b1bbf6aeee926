using System.Globalization;
using Ingot.Core.Schemas;

namespace Ingot.Clients;

/// <summary>Writes the part of the typed client that gives reasons. It needs .NET 8: <c>Ingot.Runtime</c> has none for .NET Framework.</summary>
internal static class ReasonMethods
{
    private const string Condition = "#if NET8_0_OR_GREATER";
    private const string Reasons = "global::System.Collections.Generic.IReadOnlyList<global::Ingot.Runtime.Reason>";

    /// <summary>Writes the methods of the model's class.</summary>
    public static void Write(SourceWriter source, string model, int reasons)
    {
        source.Directive(Condition);
        source.Summary($"Predicts for one input, with the {Strongest(reasons)}: exact, and dearer than the prediction itself.");
        source.Param("input", "The values of one row.");
        source.Returns($"The prediction, with <see cref=\"{model}Prediction.Reasons\" />.");
        ClientSource.Exceptions(source, "input", null);
        source.Open($"public {model}Prediction PredictWithReasons({model}Input input)");
        ClientSource.RequireArgument(source, "input");
        source.Line("return PredictWithReasons(new[] { input })[0];");
        source.Close();
        source.Line();
        source.Summary($"Predicts for many inputs, with the {Strongest(reasons)} of each: exact, and dearer than the predictions themselves.");
        source.Param("inputs", "The rows, none of them null.");
        source.Returns("One prediction for each input, in their order.");
        ClientSource.Exceptions(source, "inputs", "One of the inputs is null.");
        source.Open($"public {ClientSource.List}<{model}Prediction> PredictWithReasons({ClientSource.List}<{model}Input> inputs)");
        ClientSource.RequireArgument(source, "inputs");
        source.Line($"var predictions = new {model}Prediction[inputs.Count];");
        source.Open("for (var start = 0; start < predictions.Length; start += BatchRows)");
        source.Line("PredictBatch(inputs, start, global::System.Math.Min(BatchRows, predictions.Length - start), predictions, true);");
        source.Close();
        source.Line();
        source.Line("return predictions;");
        source.Close();
        source.Directive("#endif");
    }

    /// <summary>Writes the lines that give reasons to <c>predictions</c>.</summary>
    public static void Read(SourceWriter source, ModelSchema schema, int reasons)
    {
        var classes = schema.Task == ModelTask.MulticlassClassification;
        source.Directive(Condition);
        source.Open("if (withReasons)");
        if (classes)
        {
            source.Line("var answers = new int[rows];");
            source.Open("for (var row = 0; row < rows; row++)");
            source.Open("for (var i = 1; i < classes; i++)");
            source.Line("answers[row] = probabilities[(row * classes) + i] > probabilities[(row * classes) + answers[row]] ? i : answers[row];");
            source.Close();
            source.Close();
            source.Line();
        }

        source.Line($"var reasons = FindReasons(batch, {reasons.ToString(CultureInfo.InvariantCulture)}, {(classes ? "answers" : "null")});");
        source.Open("for (var row = 0; row < rows; row++)");
        source.Line("predictions[start + row].Reasons = reasons[row];");
        source.Close();
        source.Close();
        source.Directive("#endif");
    }

    /// <summary>Writes the property of the prediction's class.</summary>
    public static void WriteProperty(SourceWriter source)
    {
        source.Directive(Condition);
        source.Summary("The columns that moved this prediction most, the strongest first; empty unless they were asked for.");
        source.Line($"public {Reasons} Reasons {{ get; internal set; }} = global::System.Array.Empty<global::Ingot.Runtime.Reason>();");
        source.Directive("#endif");
    }

    private static string Strongest(int reasons) => reasons == 1 ? "strongest reason" : string.Create(CultureInfo.InvariantCulture, $"{reasons} strongest reasons");
}
