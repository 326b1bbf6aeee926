using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests;

/// <summary>A file of a form that only a newer Ingot knows is refused, whatever else it has; a form that is known or not said is read.</summary>
public sealed class FormatCheckTests : IDisposable
{
    private const string Schema = """
        {
          // Reviewed in March.
          "task": "BinaryClassification",
          "positiveClass": "Yes",
          "columns": [
            { "name": "churn", "type": "String", "role": "Label", "domain": ["No", "Yes"] },
            { "name": "tenure", "type": "Number", "role": "Feature" },
          ]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-format-").FullName;

    [Theory]
    [InlineData("1")]
    [InlineData(null)]
    public void The_form_that_is_known_is_read_whether_it_is_said_or_not(string? form)
    {
        var schema = SchemaFile.Parse(Encoding.UTF8.GetBytes(With(Schema, form)), "Churn.schema.json");

        Assert.Equal(2, schema.Columns.Count);
        Assert.DoesNotContain("formatVersion", SchemaFile.ToJson(schema), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_of_a_newer_form_is_refused_at_its_line_before_anything_of_it_is_read()
    {
        // Its columns have become something else.
        var json = With(Schema, "2").Replace("\"columns\": [", "\"columns\": 7, \"more\": [", StringComparison.Ordinal);

        var thrown = Assert.Throws<IngotException>(() => SchemaFile.Parse(Encoding.UTF8.GetBytes(json), "Churn.schema.json"));

        Assert.Equal(("INGOT9020", "Churn.schema.json(3,1)"), (thrown.Diagnostic.Code, thrown.Diagnostic.Location.ToString()));
        Assert.Contains("has the form 2, so a newer Ingot wrote it; this one (0.1.0) knows forms up to 1. Update Ingot", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("\"2\"")]
    [InlineData("null")]
    [InlineData("99999999999")]
    [InlineData("{ \"formatVersion\": 2 }")]
    public void What_is_no_form_is_a_damaged_file(string form)
    {
        var schema = Assert.Throws<IngotException>(() => SchemaFile.Parse(Encoding.UTF8.GetBytes(With(Schema, form)), "Churn.schema.json"));
        var metrics = Assert.Throws<IngotException>(() => MetricsFile.Parse(Encoding.UTF8.GetBytes($"{{\n\"formatVersion\": {form} }}"), "metrics.json"));

        Assert.Equal(("INGOT1002", "INGOT9006", 2), (schema.Diagnostic.Code, metrics.Diagnostic.Code, metrics.Diagnostic.Location.Line));
        Assert.Contains("formatVersion is not a whole number from 1 on", schema.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_top_of_a_file_says_its_form()
    {
        var inner = Schema.Replace("\"name\": \"tenure\",", "\"name\": \"formatVersion\",", StringComparison.Ordinal);

        Assert.Equal("formatVersion", SchemaFile.Parse(Encoding.UTF8.GetBytes(inner), "Churn.schema.json").Columns[1].Name);
    }

    [Fact]
    public void Accepted_results_and_evidence_are_held_to_it_too()
    {
        var file = Path.Combine(_folder, "Churn.accepted.json");
        File.WriteAllText(file, "\uFEFF{ \"model\": \"Churn\", \"formatVersion\": 3 }", new UTF8Encoding(false));

        Assert.Equal("INGOT9020", Assert.Throws<IngotException>(() => AcceptedFile.Read(file)).Diagnostic.Code);
        Assert.Equal("INGOT9020", Assert.Throws<IngotException>(() => MetricsFile.Parse("""{ "formatVersion": 2 }"""u8.ToArray(), "metrics.json")).Diagnostic.Code);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string With(string json, string? form) =>
        form is null ? json : json.Replace("  \"task\"", $"  \"formatVersion\": {form},\n  \"task\"", StringComparison.Ordinal);
}
