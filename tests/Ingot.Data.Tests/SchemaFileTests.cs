using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;

namespace Ingot.Data.Tests;

public sealed class SchemaFileTests : IDisposable
{
    private const string Plain = """
        {
          // Reviewed.
          "task": "BinaryClassification",
          "positiveClass": "Yes",
          "columns": [
            {
              "name": "größe, \"netto\"",
              "type": "Number",
              "role": "Feature",
              "min": 0.1,
            },
            {
              "name": "left", "type": "String", "role": "Label", "domain": ["Yes", "No"], "minDomainMass": 1
            }
          ]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-data-").FullName;

    private string File => Path.Combine(_folder, "Leave.schema.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Comments_and_trailing_commas_are_read_and_columns_know_their_lines()
    {
        var schema = Read(Plain);
        Assert.Equal(["größe, \"netto\"", "left"], schema.Columns.Select(c => c.Name));
        Assert.Equal([6, 12], schema.Columns.Select(c => c.Line));
        Assert.Equal(["No", "Yes"], schema.Classes);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var schema = new ModelSchema
        {
            Task = ModelTask.MulticlassClassification,
            Columns =
            [
                new SchemaColumn { Name = "n", Type = ColumnType.Number, Role = ColumnRole.Feature, Precision = NumberPrecision.Float64, MinFraction = 0.25, Min = -1e-7, Max = 1e300, Distinct = 3 },
                new SchemaColumn { Name = "日本 \"x\"\n", Type = ColumnType.String, Role = ColumnRole.Feature, Domain = ["a,b", "ß"], MinDomainMass = 0.5, Rare = 0.25, Why = "categories", Missing = ["-"] },
                new SchemaColumn { Name = "w", Type = ColumnType.Number, Role = ColumnRole.Weight },
                new SchemaColumn { Name = "at", Type = ColumnType.Date, Role = ColumnRole.Timestamp },
                new SchemaColumn { Name = "b", Type = ColumnType.Boolean, Role = ColumnRole.Ignored },
                new SchemaColumn { Name = "y", Type = ColumnType.String, Role = ColumnRole.Label, Domain = ["a", "b", "c"], MinDomainMass = 1 },
            ],
        };
        var text = SchemaFile.ToJson(schema);
        Assert.DoesNotContain('\r', text);
        Assert.Equal(text, SchemaFile.ToJson(Read(text)));
        var numbers = Read(text).Columns[0];
        Assert.Equal((-1e-7, 1e300, 0.25, NumberPrecision.Float64), (numbers.Min, numbers.Max, numbers.MinFraction, numbers.Precision));
    }

    [Theory]
    [InlineData("\"min\": 0.1", "\"minimum\": 0.1", 10, "no property 'minimum'")]
    [InlineData("\"min\": 0.1", "\"min\": \"0.1\"", 10, "$.columns[0].min")]
    [InlineData("\"Feature\"", "\"Input\"", 9, "$.columns[0].role")]
    [InlineData("\"min\": 0.1", "\"min\": 2, \"max\": 1", 6, "no value can be in between")]
    [InlineData("\"min\": 0.1", "\"presence\": { \"minFraction\": 1.5 }", 6, "shares from 0 to 1")]
    [InlineData("\"min\": 0.1", "\"domain\": [\"1\"]", 6, "only strings have a domain")]
    [InlineData("\"Number\"", "\"Boolean\"", 6, "only numbers have a range")]
    [InlineData("\"Feature\"", "\"Label\"", 12, "2 columns with the role Label")]
    [InlineData("\"Label\"", "\"Feature\"", 1, "0 columns with the role Label")]
    [InlineData("\"Yes\", \"No\"", "\"Yes\"", 12, "at least 2 classes")]
    [InlineData("\"positiveClass\": \"Yes\"", "\"positiveClass\": \"yes\"", 12, "exactly two classes")]
    [InlineData("\"name\": \"left\"", "\"name\": \"GRÖßE, \\\"netto\\\"\"", 12, "twice")]
    [InlineData("\"columns\": [", "\"columns\": [[", 5, "cannot be read")]
    [InlineData("\"task\": \"BinaryClassification\"", "\"task\": \"Regression\"", 12, "Regression expects Number")]
    public void What_cannot_be_used_is_named_with_its_line(string from, string to, int line, string what)
    {
        Assert.Contains(from, Plain, StringComparison.Ordinal);
        var error = Assert.Throws<IngotException>(() => Read(Plain.Replace(from, to, StringComparison.Ordinal))).Diagnostic;
        Assert.Equal("INGOT1002", error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Equal((File, line), (error.Location.File, error.Location.Line));
    }

    private ModelSchema Read(string text)
    {
        System.IO.File.WriteAllText(File, text);
        return SchemaFile.Read(File);
    }
}
