using Ingot.Core.Schemas;

namespace Ingot.Clients;

/// <summary>Writes the typed input: a property for each feature, and what says whether a server would take the values.</summary>
internal static class InputClass
{
    private const string Json = "global::System.Text.Json.Serialization.";
    private const string Set = "global::System.Collections.Generic.HashSet<string>";

    // Where .NET itself has what the attributes need: a client of netstandard2.0 must not need a package for them.
    private const string HasJson = "#if NET8_0_OR_GREATER";

    /// <summary>The property for what a JSON object has besides the columns.</summary>
    public const string Unmapped = "UnmappedMembers";

    /// <summary>The method that looks for problems.</summary>
    public const string Validate = "Validate";

    /// <summary>Writes the class.</summary>
    public static void Write(SourceWriter source, ModelSchema schema, string model, string modelName, IReadOnlyList<ClientFeature> features, string nullable)
    {
        source.Summary($"What the model {CSharpText.Xml(modelName)} predicts from. As JSON it has the columns' own names.");
        source.Attribute();
        WhereJson(source, $"[{Json}JsonNumberHandling({Json}JsonNumberHandling.Strict)]");
        source.Open($"public sealed class {model}Input");
        Fields(source, schema, features);
        for (var i = 0; i < features.Count; i++)
        {
            features[i].Document(source);
            WhereJson(source, $"[{Json}JsonPropertyName({CSharpText.Literal(features[i].Column.Name)})]");
            Property(source, features[i], i, nullable);
            source.Line();
        }

        source.Directive(HasJson);
        source.Summary("Members of a JSON object that are no features; null: there are none. Columns of the training data that the model does not use may be among them.");
        source.Line($"[{Json}JsonExtensionData]");
        source.Line($"public global::System.Collections.Generic.Dictionary<string, global::System.Text.Json.JsonElement>{nullable} {Unmapped} {{ get; set; }}");
        source.Directive("#endif");
        source.Line();
        ClientTexts.WriteFromText(source, model, features, nullable);
        source.Line();
        Check(source, model, features);
        source.Close();
    }

    private static void Fields(SourceWriter source, ModelSchema schema, IReadOnlyList<ClientFeature> features)
    {
        source.Directive(HasJson);
        Names(source, "_features", features.Select(f => f.Column.Name));
        source.Line();
        Names(source, "_others", schema.Columns.Where(c => c.Role != ColumnRole.Feature).Select(c => c.Name));
        source.Directive("#endif");
        source.Line();
        for (var i = 0; i < features.Count; i++)
        {
            if (features[i].HasClosedDomain)
            {
                Names(source, Name("domain", i), features[i].Column.Domain!);
                source.Line();
            }

            if (features[i].MustBeSet)
            {
                source.Line($"private {features[i].Type(string.Empty)} {Name("value", i)};");
                source.Line($"private bool {Name("given", i)};");
                source.Line();
            }
        }
    }

    private static void Names(SourceWriter source, string field, IEnumerable<string> names)
    {
        source.Line($"private static readonly {Set} {field} = new {Set}(global::System.StringComparer.Ordinal)");
        source.Line("{");
        foreach (var name in names)
        {
            source.Line($"    {CSharpText.Literal(name)},");
        }

        source.Line("};");
    }

    private static void Property(SourceWriter source, ClientFeature feature, int index, string nullable)
    {
        if (!feature.MustBeSet)
        {
            source.Line($"public {feature.Type(nullable)} {feature.Property} {{ get; set; }}");
            return;
        }

        source.Open($"public {feature.Type(nullable)} {feature.Property}");
        source.Line($"get {{ return {Name("value", index)}; }}");
        source.Open("set");
        source.Line($"{Name("value", index)} = value;");
        source.Line($"{Name("given", index)} = true;");
        source.Close();
        source.Close();
    }

    private static void Check(SourceWriter source, string model, IReadOnlyList<ClientFeature> features)
    {
        source.Summary("Looks for what a server of the model refuses: values that are required and not there, out of range or not in the domain, and members that are no columns.");
        source.Line("/// <remarks>A prediction does not look: it takes any value.</remarks>");
        source.Returns("The problems, in the order of the columns; empty: there are none.");
        source.Open($"public global::System.Collections.Generic.IReadOnlyList<global::Ingot.Runtime.InputProblem> {Validate}()");
        source.Line("var check = new global::Ingot.Runtime.InputCheck();");
        for (var i = 0; i < features.Count; i++)
        {
            if (features[i].Check(Name("domain", i), Name("given", i), ClientTexts.ReaderOf(model, i)) is { } line)
            {
                source.Line(line);
            }
        }

        source.Directive(HasJson);
        source.Line($"check.Members({Unmapped} == null ? null : {Unmapped}.Keys, _features, _others);");
        source.Directive("#endif");
        source.Line("return check.Problems;");
        source.Close();
    }

    private static void WhereJson(SourceWriter source, string attribute)
    {
        source.Directive(HasJson);
        source.Line(attribute);
        source.Directive("#endif");
    }

    /// <summary>No property is called so: those that begin with an underscore go on with a digit.</summary>
    private static string Name(string kind, int index) => FormattableString.Invariant($"_{kind}{index}");
}
