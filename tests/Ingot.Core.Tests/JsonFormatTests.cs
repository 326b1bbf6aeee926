using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Tests;

/// <summary>The one form of JSON: how it looks, what it refuses, and that nobody has another.</summary>
public sealed partial class JsonFormatTests : IDisposable
{
    private const string Path = "models/M/thing.json";
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-").FullName;

    [Fact]
    public void It_is_indented_camel_case_with_names_of_enumerations_and_null_for_what_is_not_a_number() => Assert.Equal(
        "{\n  \"name\": \"ü <a> 'b' + c\",\n  \"value\": null,\n  \"severity\": \"Warning\",\n  \"parts\": [\n    \"x\"\n  ],\n  \"limit\": 0.1\n}",
        JsonFormat.Write(new Thing("ü <a> 'b' + c", double.NaN, DiagnosticSeverity.Warning, ["x"]) { Limit = 0.1 }));

    [Theory]
    [InlineData("null", 1)]
    [InlineData("{", 1)]
    [InlineData("{}", 1)]
    [InlineData("""{ "name": null, "value": 1, "severity": "Error", "parts": [] }""", 1)]
    [InlineData("""{ "name": "n", "value": "1", "severity": "Error", "parts": [] }""", 1)]
    [InlineData("""{ "name": "n", "value": 1, "severity": 2, "parts": [] }""", 1)]
    [InlineData("""{ "name": "n", "value": 1, "severity": "Error", "parts": [ null ] }""", 1)]
    [InlineData("{ \"name\": \"n\",\n \"name\": \"n\", \"value\": 1, \"severity\": \"Error\", \"parts\": [] }", 2)]
    [InlineData("{ \"name\": \"n\",\n \"value\": 1,\n \"severity\": \"None\", \"parts\": [] }", 3)]
    [InlineData("""{ "name": "\ud800", "value": 1, "severity": "Error", "parts": [] }""", 1)]
    public void What_is_damaged_has_a_code_and_a_line_in_every_form(string json, int line)
    {
        var error = Assert.Throws<IngotException>(() => JsonFormat.Parse<Thing>(Encoding.UTF8.GetBytes(json), Path)).Diagnostic;

        Assert.Equal(("INGOT9006", new SourceLocation(Path, line, 1)), (error.Code, error.Location));
        Assert.Throws<JsonException>(() => JsonFormat.Parse<Thing>(Encoding.UTF8.GetBytes(json), JsonFormat.Strict));
    }

    [Theory]
    [InlineData("""{ "name": "n", "value": null, "severity": "Error", "parts": [] }""")]
    [InlineData("""{ "name": "n", "value": 1, "severity": "Error", "parts": [], "more": 1 }""")]
    public void What_may_be_anybodys_is_read_more_strictly(string json)
    {
        Assert.Equal("n", JsonFormat.Parse<Thing>(Encoding.UTF8.GetBytes(json), Path).Name);
        Assert.Throws<JsonException>(() => JsonFormat.Parse<Thing>(Encoding.UTF8.GetBytes(json), JsonFormat.Strict));
    }

    [Fact]
    public void A_file_may_have_the_byte_order_mark_of_an_editor_and_is_read_as_it_was_written()
    {
        var file = System.IO.Path.Combine(_folder, "thing.json");
        var written = JsonFormat.Write(new Thing("n", double.NaN, DiagnosticSeverity.Info, ["x"]));
        File.WriteAllText(file, written, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal(written, JsonFormat.Write(JsonFormat.Read<Thing>(file)));
        Assert.Throws<JsonException>(() => JsonFormat.Parse<Thing>(File.ReadAllBytes(file), JsonFormat.Strict));
    }

    [Fact]
    public void Nobody_has_a_form_that_is_not_made_of_it()
    {
        var others =
            from file in RepositoryRoot.Files("src", "*.cs")
            where file != "src/Ingot.Core/JsonFormat.cs"
            from match in OtherOptions().Matches(RepositoryRoot.ReadText(file))
            select $"{file}: {match.Value}";

        Assert.Empty(others);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed record Thing(string Name, double Value, DiagnosticSeverity Severity, IReadOnlyList<string> Parts)
    {
        public double? Limit { get; init; }
    }

    [GeneratedRegex(@"JsonSerializerDefaults|new Json(Serializer|Writer)Options|Json(Serializer|Writer)Options \w+ (\{ get; \} )?= new")]
    private static partial Regex OtherOptions();
}
