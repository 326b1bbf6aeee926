using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;

namespace Ingot.Data.Tests;

public sealed class AnomalyTests : IDisposable
{
    private readonly DataFolder _data = new();

    public AnomalyTests()
    {
        _data.Write("train.csv", DataFolder.Plain);
        _data.Succeed();
        foreach (var file in Directory.GetFiles(_data.Output))
        {
            File.Delete(file);
        }
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Values_of_another_type()
    {
        _data.Write("train.csv", "usage,plan,left\nmany,a,Yes\n2,b,No\n\"a\nlot\",a,Yes\n");
        Expect("INGOT1007", "usage", DiagnosticSeverity.Error, "2 values of column 'usage' in the training data are not of the type Number: 'many' (line 2), 'a\\nlot' (line 4).");
    }

    [Fact]
    public void Lines_below_quotes_inside_of_cells_empty_lines_and_names_of_several_lines()
    {
        _data.EditSchema("\"name\": \"plan\"", "\"name\": \"the\\nplan\"");
        _data.Write("reference.csv", "usage,\"the\nplan\",left\n1,a,Yes\n");
        _data.Write("train.csv", "usage,\"the\nplan\",left\n\n1,5\" nail,Yes\nmany,a,No\n2,\"b\n\nb\",Yes\n\nfew,5\" nail,No\n");
        Assert.Null(_data.Run());
        var found = Assert.Single(_data.Found, d => d.Code == "INGOT1007");
        Assert.StartsWith("2 values of column 'usage' in the training data are not of the type Number: 'many' (line 5), 'few' (line 10).", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan", ColumnRole.Ignored, null, "its role is Feature, but the project says Ignored.")]
    [InlineData("usage", null, ColumnType.String, "its type is Number, but the project says String.")]
    public void A_project_that_contradicts_the_schema(string column, ColumnRole? role, ColumnType? type, string message)
    {
        _data.AddColumn(column, role: role, type: type);
        var found = _data.Fail();

        Assert.Equal(("INGOT1002", 9), (found.Code, found.Location.Line));
        Assert.Contains(message, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_that_says_what_the_schema_says()
    {
        _data.AddColumn("plan", role: ColumnRole.Feature, type: ColumnType.String);
        _data.Succeed();
    }

    [Fact]
    public void Infinite_values()
    {
        _data.Write("train.csv", "usage,plan,left\ninf,a,Yes\n-Infinity,b,No\n2,a,No\n");
        Expect("INGOT1012", "usage", DiagnosticSeverity.Error, "2 values of column 'usage' in the training data are infinite: 'inf' (line 2), '-Infinity' (line 3).");
    }

    [Fact]
    public void Unseen_categories_are_a_warning_with_five_examples_at_most()
    {
        _data.Write("reference.csv", "usage,plan,left\n" + string.Concat(Enumerable.Range(0, 7).Select(i => $"{i},new{i},Yes\n")));
        Expect("INGOT1009", "plan", DiagnosticSeverity.Warning, "7 values of column 'plan' in the reference data are not in the domain: 'new0' (line 2), 'new1' (line 3), 'new2' (line 4), 'new3' (line 5), 'new4' (line 6).");
    }

    [Fact]
    public void Unseen_categories_beyond_the_least_mass_are_an_error()
    {
        _data.EditSchema("\"minDomainMass\": 0,", "\"minDomainMass\": 0.9,");
        _data.Write("reference.csv", "usage,plan,left\n1,a,Yes\n2,c,No\n3,c,No\n");
        Expect("INGOT1009", "plan", DiagnosticSeverity.Error, "2 values of column 'plan'");
    }

    [Fact]
    public void Lower_presence_is_a_warning()
    {
        _data.Write("train.csv", "usage,plan,left\n,a,Yes\n2,b,No\n3,b,No\n4,b,No\n");
        Expect("INGOT1008", "usage", DiagnosticSeverity.Warning, "Column 'usage' has 3 values in 4 rows of the training data, a share of 0.75; the schema expects at least 1.");
    }

    [Theory]
    [InlineData("\"min\": 2", "1 value of column 'usage' in the training data is below the minimum 2: '1.5' (line 2).")]
    [InlineData("\"max\": 3.25", "2 values of column 'usage' in the training data are above the maximum 3.25: '3.5' (line 4), '4.5' (line 5).")]
    public void Values_outside_the_range(string limit, string message)
    {
        _data.EditSchema("\"name\": \"usage\",", $"\"name\": \"usage\", {limit},");
        Assert.Null(_data.Run());
        var error = Assert.Single(_data.Found, d => d.Message.Contains("training", StringComparison.Ordinal));
        Assert.Equal(("INGOT1010", DiagnosticSeverity.Error), (error.Code, error.Severity));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_and_a_new_column_are_both_reported()
    {
        _data.Write("reference.csv", "usage,Plan,left\n1,a,Yes\n");
        Assert.Null(_data.Run());
        Assert.Equal(["INGOT1005", "INGOT1006"], _data.Found.Select(d => d.Code));
        Assert.Equal([LineOf("plan"), 1], _data.Found.Select(d => d.Location.Line));
    }

    [Fact]
    public void All_anomalies_of_both_files_are_reported_at_once()
    {
        _data.Write("train.csv", "usage,plan,left\nx,a,Yes\n2,b,No\n");
        _data.Write("reference.csv", "usage,plan,left\ninf,c,Yes\n7,b,No\n");
        Assert.Null(_data.Run());
        Assert.Equal(["INGOT1007", "INGOT1009", "INGOT1012"], _data.Found.Select(d => d.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Hostile_text_stays_on_one_line_and_is_cut()
    {
        _data.Write("reference.csv", $"usage,plan,left\n1,\"a\r\nTrain.csproj(1,1): error X1: no\u001b[31m\u202e{new string('x', 100_000)}\",Yes\n");
        _data.Succeed();
        var line = Assert.Single(_data.Found).ToString();
        Assert.Contains("'a\\r\\nTrain.csproj(1,1): error X1: no\\u001B[31m\\u202E", line, StringComparison.Ordinal);
        Assert.True(line.Length < 600, line);
        Assert.DoesNotContain(line, char.IsControl);
    }

    [Fact]
    public void Rows_of_several_files_are_named_by_their_file()
    {
        _data.Write("more.csv", "usage,plan,left\n1,a,Yes\nmany,a,Yes\n");
        _data.Spec = _data.Spec with { TrainingData = [_data.Source("train.csv"), _data.Source("more.csv")] };
        Expect("INGOT1007", "usage", DiagnosticSeverity.Error, "1 value of column 'usage' in the training data is not of the type Number: 'many' (line 3 of more.csv).");
    }

    private void Expect(string code, string column, DiagnosticSeverity severity, string message)
    {
        var prepared = _data.Run();
        Assert.Equal(severity == DiagnosticSeverity.Error, prepared is null);
        var found = Assert.Single(_data.Found, d => d.Code == code);
        Assert.Equal(severity, found.Severity);
        Assert.StartsWith(message, found.Message, StringComparison.Ordinal);
        Assert.Equal((_data.Spec.SchemaFile, LineOf(column)), (found.Location.File, found.Location.Line));
    }

    /// <summary>The line on which a column's object begins: one above its name.</summary>
    private int LineOf(string column) =>
        Array.FindIndex(File.ReadAllLines(_data.Spec.SchemaFile), l => l.Contains($"\"name\": \"{column}\"", StringComparison.Ordinal));
}
