using Ingot.Core.Schemas;

namespace Ingot.Clients;

/// <summary>Writes the part of the typed client that depends on what the model predicts.</summary>
internal static class PredictionClass
{
    private const string Floats = "global::System.Collections.Generic.IReadOnlyList<float>";
    private const string Strings = "global::System.Collections.Generic.IReadOnlyList<string>";
    private const string ReadOnly = "global::System.Array.AsReadOnly";

    /// <summary>The property that holds what metrics are computed from: the predicted number, the positive class's probability, or one per class.</summary>
    public static string Answer(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => "Probability",
        ModelTask.MulticlassClassification => "Probabilities",
        ModelTask.Clustering => "Distance",
        _ => "Score",
    };

    /// <summary>Writes the lines that make <c>predictions</c> of <c>outputs</c>.</summary>
    public static void Read(SourceWriter source, ModelSchema schema, string model, bool hasInterval)
    {
        const string Loop = "for (var row = 0; row < rows; row++)";
        switch (schema.Task)
        {
            case ModelTask.BinaryClassification:
                source.Line("var labels = outputs.PredictedLabels();");
                source.Line("var probabilities = outputs.Probability();");
                source.Line("var scores = outputs.Scores();");
                source.Open(Loop);
                source.Line($"predictions[start + row] = new {model}Prediction(labels[row], probabilities[row], scores[row]);");
                break;
            case ModelTask.AnomalyDetection:
                source.Line("var labels = outputs.PredictedLabels();");
                source.Line("var scores = outputs.Scores();");
                source.Open(Loop);
                source.Line($"predictions[start + row] = new {model}Prediction(string.Equals(labels[row], {CSharpText.Literal(OutputNames.Anomaly)}, global::System.StringComparison.Ordinal), scores[row]);");
                break;
            case ModelTask.Clustering:
                source.Line("var labels = outputs.PredictedLabels();");
                source.Line("var scores = outputs.Scores();");
                source.Open(Loop);
                source.Line($"predictions[start + row] = new {model}Prediction(int.Parse(labels[row], global::System.Globalization.CultureInfo.InvariantCulture), scores[row]);");
                break;
            case ModelTask.MulticlassClassification:
                source.Line($"var classes = {model}Prediction.Classes.Count;");
                source.Line("var labels = outputs.PredictedLabels();");
                source.Line("var probabilities = outputs.Probabilities(classes);");
                source.Open(Loop);
                source.Line("var own = new float[classes];");
                source.Line("global::System.Array.Copy(probabilities, row * classes, own, 0, classes);");
                source.Line($"predictions[start + row] = new {model}Prediction(labels[row], own);");
                break;
            default:
                source.Line("var scores = outputs.Scores();");
                if (hasInterval)
                {
                    source.Line("var lows = outputs.PredictionLows();");
                    source.Line("var highs = outputs.PredictionHighs();");
                }

                source.Open(Loop);
                source.Line($"predictions[start + row] = new {model}Prediction(scores[row]{(hasInterval ? ", lows[row], highs[row]" : string.Empty)});");
                break;
        }

        source.Close();
    }

    /// <summary>Writes the class.</summary>
    public static void Write(SourceWriter source, ModelSchema schema, string model, string modelName, bool hasReasons, bool hasInterval)
    {
        var label = schema.Task.IsUnsupervised() ? string.Empty : CSharpText.Xml(schema.Label.Name);
        source.Summary(schema.Task == ModelTask.AnomalyDetection
            ? $"How unusual the model {CSharpText.Xml(modelName)} finds a row."
            : schema.Task == ModelTask.Clustering ? $"Which cluster of the model {CSharpText.Xml(modelName)} a row is of."
            : $"What the model {CSharpText.Xml(modelName)} predicts: column <c>{label}</c>.");
        source.Attribute();
        source.Open($"public sealed class {model}Prediction");
        switch (schema.Task)
        {
            case ModelTask.BinaryClassification:
                Binary(source, schema, model);
                break;
            case ModelTask.MulticlassClassification:
                Multiclass(source, schema, model);
                break;
            case ModelTask.AnomalyDetection:
                Constructor(source, model, ("bool", "isAnomaly", "IsAnomaly"), ("float", "score", "Score"));
                Property(source, "Whether the row is an anomaly: its <see cref=\"Score\" /> reaches the threshold that was found in the training data.", "bool", "IsAnomaly");
                source.Line();
                Property(source, "How unusual the row is, 0 to 1: near 1 an anomaly, about 0.5 and less like other rows. It is no probability.", "float", "Score");
                break;
            case ModelTask.Clustering:
                Constructor(source, model, ("int", "cluster", "Cluster"), ("float", "distance", "Distance"));
                Property(source, "The number of the cluster whose centre is nearest: 0 is the one that most of the rows are of that were learned from. Another version of the model may number its clusters otherwise.", "int", "Cluster");
                source.Line();
                Property(source, "The distance to the centre of the cluster, in the features that the model makes of the columns: numbers as standard deviations, categories as 0 or 1.", "float", "Distance");
                break;
            default:
                Constructor(source, model, [("float", "score", "Score"), .. hasInterval ? [("float", "low", "Low"), ("float", "high", "High")] : Array.Empty<(string, string, string)>()]);
                Property(
                    source,
                    schema.Task == ModelTask.Ranking ? "The score: of the rows of a query that with the greatest is the best one. Scores of different queries, or models, cannot be compared." : $"The predicted <c>{label}</c>.",
                    "float",
                    "Score");
                if (hasInterval)
                {
                    source.Line();
                    Property(source, "The lower end of the interval of the prediction.", "float", "Low");
                    source.Line();
                    Property(source, "The upper end of the interval of the prediction.", "float", "High");
                }

                break;
        }

        if (hasReasons)
        {
            source.Line();
            ReasonMethods.WriteProperty(source);
        }

        source.Close();
    }

    private static void Binary(SourceWriter source, ModelSchema schema, string model)
    {
        var positive = schema.Classes[1];
        source.Summary($"The positive class: <c>{CSharpText.Xml(positive)}</c>.");
        source.Line($"public const string PositiveClass = {CSharpText.Literal(positive)};");
        source.Line();
        Classes(source, schema, "The classes: the negative one, then the positive one.");
        Constructor(
            source, model, ("string", "predictedLabel", "PredictedLabel"), ("float", "probability", "Probability"), ("float", "score", "Score"));
        Property(source, "The predicted class: one of <see cref=\"Classes\" />.", "string", "PredictedLabel");
        source.Line();
        Property(source, "The probability of <see cref=\"PositiveClass\" />, 0 to 1.", "float", "Probability");
        source.Line();
        Property(source, "The raw score, before it was made a probability.", "float", "Score");
    }

    private static void Multiclass(SourceWriter source, ModelSchema schema, string model)
    {
        Classes(source, schema, "The classes, in the order of <see cref=\"Probabilities\" />.");
        source.Line($"internal {model}Prediction(string predictedLabel, float[] probabilities)");
        source.Line("{");
        source.Line("    PredictedLabel = predictedLabel;");
        source.Line($"    Probabilities = {ReadOnly}(probabilities);");
        source.Line("    foreach (var probability in probabilities)");
        source.Line("    {");
        source.Line("        Probability = global::System.Math.Max(Probability, probability);");
        source.Line("    }");
        source.Line("}");
        source.Line();
        Property(source, "The predicted class, the most probable one: one of <see cref=\"Classes\" />.", "string", "PredictedLabel");
        source.Line();
        Property(source, "The probability of <see cref=\"PredictedLabel\" />, 0 to 1.", "float", "Probability");
        source.Line();
        Property(source, "The probability of each class, 0 to 1, in the order of <see cref=\"Classes\" />.", Floats, "Probabilities");
        source.Line();
        source.Summary("The probability of one class.");
        source.Param("className", "One of <see cref=\"Classes\" />.");
        source.Returns("The probability, 0 to 1.");
        source.Exception("ArgumentException", "There is no such class.");
        source.Open("public float ProbabilityOf(string className)");
        source.Open("for (var i = 0; i < Classes.Count; i++)");
        source.Open("if (string.Equals(Classes[i], className, global::System.StringComparison.Ordinal))");
        source.Line("return Probabilities[i];");
        source.Close();
        source.Close();
        source.Line();
        source.Line("throw new global::System.ArgumentException(\"The model has no class '\" + className + \"'.\", \"className\");");
        source.Close();
    }

    private static void Classes(SourceWriter source, ModelSchema schema, string summary)
    {
        source.Summary(summary);
        source.Line($"public static {Strings} Classes {{ get; }} = {ReadOnly}(new string[]");
        source.Line("{");
        foreach (var name in schema.Classes)
        {
            source.Line($"    {CSharpText.Literal(name)},");
        }

        source.Line("});");
        source.Line();
    }

    private static void Constructor(SourceWriter source, string model, params (string Type, string Parameter, string Property)[] values)
    {
        source.Open($"internal {model}Prediction({string.Join(", ", values.Select(v => $"{v.Type} {v.Parameter}"))})");
        foreach (var (_, parameter, property) in values)
        {
            source.Line($"{property} = {parameter};");
        }

        source.Close();
        source.Line();
    }

    private static void Property(SourceWriter source, string summary, string type, string name)
    {
        source.Summary(summary);
        source.Line($"public {type} {name} {{ get; }}");
    }
}
